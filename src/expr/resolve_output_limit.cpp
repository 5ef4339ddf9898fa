// SPDX-License-Identifier: GPL-3.0-or-later
// `limit(mu = 0+, ...)` inside an output. Its variable becomes a hidden parameter of the model, and the output the
// limit of its expression in that parameter.
#include <algorithm>

#include "expr/declared_numbers.hpp"
#include "expr/quantity.hpp"
#include "expr/resolve_expression.hpp"
#include "expr/resolve_limit.hpp"
#include "expr/substitute.hpp"

namespace freepencil::resolver {
namespace {

/// A value next to the limit, for what has to be done at some point: a simulation cannot go further in doubles.
Rational near(const LimitPoint& limit, const Interval& range) {
  const Rational h(1, 100'000'000);
  if (limit.side == LimitPoint::Side::Infinity) return 1 / h;
  if (limit.side == LimitPoint::Side::MinusInfinity) return -1 / h;
  const bool above = limit.side == LimitPoint::Side::Above;
  const Rational at(limit.at), value = above ? at + h : at - h;
  if (range.contains(value)) return value;
  return (at + (above ? *range.upper : *range.lower)) / 2;  // the range ends nearer than that
}

/// The hidden parameter that goes to the limit, in the range of the one that it stands for.
std::optional<LimitPoint> declare_hidden(State& state, const syntax::Expression& limit, const Interval& range,
                                         const Scope* locals) {
  auto& parameters = state.model.parameters;
  const auto index = static_cast<std::uint32_t>(parameters.size());
  parameters.push_back(
      {.name = limit.text, .value = 0, .range = range, .description = "", .span = limit.text_span, .hidden = true});
  const auto point = resolve_limit_point(state, index, {limit.children[0], limit.side, locals}, false);
  if (point) parameters[index].value = near(*point, range);
  return point;
}

/// Whether sizes, variances or spectra depend on the parameter: expressions are replaced below, these are not.
bool shapes_the_model(const Model& model, ScalarId parameter) {
  const std::uint32_t index = (*model.scalars)[parameter].index;
  const auto occurs = [&](ScalarId id) {
    return reaches(model, id, [&](const ScalarNode& leaf) {
      return leaf.kind == ScalarNode::Kind::Parameter && leaf.index == index;
    });
  };
  for (const Space& space : model.spaces) {
    if (occurs(space.size)) return true;
  }
  for (const RandomMatrix& random : model.randoms) {
    if (occurs(random.variance)) return true;
  }
  for (const Spectrum& spectrum : model.spectra) {
    const auto numbers = declared_numbers(spectrum);
    if (std::any_of(numbers.begin(), numbers.end(), occurs)) return true;
  }
  return false;
}

}  // namespace

Value Evaluator::limit(const Expression& expression) {
  if (!place_.outputs) {
    state_.error(expression.span, std::string(place_.what) + " may not contain a limit")
        .helps.push_back("limits are taken in outputs and in claims");
    return {};
  }
  if (state_.limit) {
    state_.not_supported(expression.span, "several limits in one output are")
        .helps.push_back("give each its own output");
    return {};
  }
  Entity* named = state_.names.find(expression.text);
  if (named != nullptr && named->kind != EntityKind::Parameter) {
    state_.error(expression.text_span, "a limit is taken in a parameter, or in a name that it declares itself; '" +
                                           expression.text + "' is " + with_article(named->kind));
    return {};
  }
  Model& model = state_.model;
  const auto known = std::find_if(model.parameters.begin(), model.parameters.end(), [&](const Parameter& parameter) {
    return named != nullptr && parameter.name == expression.text && !parameter.hidden;
  });
  if (named != nullptr && known == model.parameters.end()) return {};
  const bool structural = named != nullptr && known->structural;
  const auto point = declare_hidden(state_, expression, named != nullptr ? known->range : Interval{}, place_.locals);
  if (!point) return {};
  const ScalarId variable =
      state_.scalars().leaf(ScalarNode::Kind::Parameter, static_cast<std::uint32_t>(point->parameter));
  Scope scope = place_.locals == nullptr ? Scope{} : *place_.locals;
  scope.insert_or_assign(expression.text, Value(variable));
  Place inner = place_;
  inner.locals = &scope;
  const Value body = Evaluator(state_, inner)(expression.children[1]);
  if (body.poisoned()) return {};
  const auto* scalar = body.scalar();
  if (scalar == nullptr) {
    state_.error(expression.children[1].span, "the limit of a matrix is not supported; take its trace first");
    return {};
  }
  if (state_.limit) {  // of an output in the body
    state_.not_supported(expression.span, "limits of limits are");
    return {};
  }
  state_.limit = point;
  if (named == nullptr) return *scalar;
  named->used = true;
  const ScalarId own = *named->value.scalar();
  if (structural || shapes_the_model(model, own)) {
    state_
        .not_supported(expression.text_span,
                       "a limit in a parameter that dimensions, variances or spectra depend on is")
        .helps.push_back("solve --limit takes it");
    return {};
  }
  // Names that were defined before have the parameter itself in them.
  Substitution in_matrices(state_.scalars(), [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
    return leaf == state_.scalars()[own] ? std::optional(variable) : std::nullopt;
  });
  return substitute(state_.scalars(), *scalar, [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
    if (leaf == state_.scalars()[own]) return variable;
    if (leaf.kind != ScalarNode::Kind::Trace) return std::nullopt;
    const MatrixId replaced = in_matrices(state_.matrices(), model.traces[leaf.index]);
    return *trace_of(replaced, expression.span).scalar();
  });
}

bool Evaluator::inherit_limit(const Entity& output, Span span) {
  if (!output.limit) return true;
  if (!state_.limit || state_.limit->parameter == output.limit->parameter) {
    state_.limit = output.limit;
    return true;
  }
  state_.not_supported(span, "several limits in one output are").helps.push_back("give each its own output");
  return false;
}

}  // namespace freepencil::resolver
