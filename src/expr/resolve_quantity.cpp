// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_quantity.hpp"

#include <algorithm>

#include "expr/quantity.hpp"
#include "expr/total_derivative.hpp"

namespace freepencil::resolver {

bool room_for_quantity(State& state, Span span) {
  constexpr std::size_t max_quantities = 4'096;
  if (state.model.quantities.size() < max_quantities) return true;
  if (state.first_report("too many quantities")) {
    state.error(span, "the claims of the file have more than " + std::to_string(max_quantities) +
                          " roots, limits, derivatives and extremes");
  }
  return false;
}

Value output_leaf(State& state, const Entity& output) {
  const auto& outputs = state.model.outputs;
  const auto at =
      std::find_if(outputs.begin(), outputs.end(), [&](const Output& one) { return one.span == output.span; });
  if (at == outputs.end()) return {};
  const auto index = static_cast<std::uint32_t>(at - outputs.begin());
  return add_quantity(state.model,
                      {.name = output.name, .span = output.span, .what = Quantity::OfOutput{.output = index}});
}

bool reaches_random(State& state, ScalarId id) {
  if (!state.facts.has_trace(id)) return false;
  return reaches(state.model, id, [&](const ScalarNode& leaf) {
    return leaf.kind == ScalarNode::Kind::Trace && state.facts.has_random(state.model.traces[leaf.index]);
  });
}

void report_random_trace(State& state, Span span) {
  state.error(span, "a claim is made of traces of deterministic matrices; this is one of a random matrix")
      .helps.push_back("name it as an output and refer to that");
}

bool is_new_name(State& state, const Place& place, const syntax::Identifier& name, std::string_view what) {
  const std::string& text = name.text;
  if (is_reserved(text)) {
    state.error(name.span, "'" + text + "' belongs to the language and cannot be " + std::string(what));
    return false;
  }
  if (Entity* other = state.names.find(text)) {
    other->used = true;
    state
        .error(name.span,
               "'" + text + "' is " + with_article(other->kind) + " of the file and cannot be " + std::string(what))
        .notes.push_back({other->span, "declared here"});
    return false;
  }
  const auto local = place.locals != nullptr ? place.locals->find(text) : Scope::const_iterator();
  if (place.locals != nullptr && local != place.locals->end() && !local->second.poisoned()) {
    state.error(name.span, "'" + text + "' has a meaning in this claim already");
    return false;
  }
  return true;
}

std::optional<std::uint32_t> resolve_variable(State& state, const syntax::Identifier& name) {
  Entity* entity = state.names.find(name.text);
  if (entity == nullptr) {
    std::vector<std::string> parameters;
    for (const Parameter& parameter : state.model.parameters) parameters.push_back(parameter.name);
    const std::string hint = state.may_suggest() ? did_you_mean(name.text, parameters) : "";
    if (state.first_report(name.text)) state.error(name.span, "unknown parameter '" + name.text + "'" + hint);
    return std::nullopt;
  }
  entity->used = true;
  if (entity->kind != EntityKind::Parameter) {
    state.error(name.span, "'" + name.text + "' is " + with_article(entity->kind) + ", not a parameter")
        .notes.push_back({entity->span, "declared here"});
    return std::nullopt;
  }
  if (state.used_early(*entity, name.span)) return std::nullopt;
  const auto index = state.model.find_parameter(name.text);
  if (!index) return std::nullopt;  // its declaration was wrong
  const Parameter& parameter = state.model.parameters[*index];
  if (parameter.structural) {
    state.error(name.span, "'" + name.text + "' cannot vary here: the expressions of the file are built for its value")
        .notes.push_back({parameter.span, "declared here"});
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*index);
}

Value resolve_extremum(State& state, const Place& outer, const syntax::Expression& expression) {
  const std::string what = "an argument of " + expression.text;
  Place place = outer;
  place.what = what;
  Quantity::Extremum extremum{.largest = expression.text == "max", .arguments = {}};
  bool wrong = false;
  std::optional<Rational> number;
  for (const syntax::Expression& child : expression.children) {
    const auto argument = evaluate_scalar(state, place, child);
    wrong = !argument || !state.free_of_sizes(*argument, child.span, what) || wrong;
    if (wrong) continue;
    auto& known = extremum.arguments;
    const auto constant = state.scalars().as_number(*argument);
    if (constant && (!number || (extremum.largest ? *constant > *number : *constant < *number))) number = constant;
    if (!constant && std::find(known.begin(), known.end(), *argument) == known.end()) known.push_back(*argument);
  }
  if (wrong) return {};
  if (number) extremum.arguments.push_back(state.scalars().number(*number));
  if (extremum.arguments.size() == 1) return extremum.arguments.front();
  std::sort(extremum.arguments.begin(), extremum.arguments.end());
  if (!room_for_quantity(state, expression.span)) return {};
  return state.bounded(add_quantity(state.model, {.name = "", .span = expression.span, .what = std::move(extremum)}),
                       expression.span);
}

Value resolve_derivative(State& state, const Place& outer, const syntax::Expression& expression) {
  Place place = outer;
  place.what = "what diff differentiates";
  const auto body = evaluate_scalar(state, place, expression.children.front());
  const auto parameter = resolve_variable(state, {expression.text, expression.text_span});
  if (!body || !parameter || !room_for_quantity(state, expression.span)) return {};
  const ScalarId leaf = state.scalars().leaf(ScalarNode::Kind::Parameter, *parameter);
  TotalDerivative derivative(state.model, leaf, [&](MatrixId id) { return state.trace(id, expression.span); });
  const ScalarId result = derivative(*body);
  if (!derivative.obstacle().empty()) {
    state.error(expression.span, "cannot differentiate " + derivative.obstacle());
    return {};
  }
  return state.bounded(result, expression.span);
}

}  // namespace freepencil::resolver
