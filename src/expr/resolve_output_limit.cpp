// SPDX-License-Identifier: GPL-3.0-or-later
// `limit(mu = 0+, ...)` inside an output. Its variable becomes a hidden parameter of the model, and the output the
// limit of its expression in that parameter.
#include <algorithm>

#include "expr/resolve_expression.hpp"
#include "expr/substitute.hpp"

namespace freepencil::resolver {
namespace {

std::optional<LimitPoint> limit_point(State& state, const syntax::Expression& expression, const Scope* locals) {
  const syntax::Expression& target = expression.children[0];
  LimitPoint limit{.parameter = 0};
  if (target.kind == syntax::Expression::Kind::Infinity) {
    limit.side = LimitPoint::Side::Infinity;
    return limit;
  }
  const bool negative = target.kind == syntax::Expression::Kind::Negate || target.kind == syntax::Expression::Kind::Sum;
  if (negative && target.children.size() == 1 && target.children[0].text == "inf") {
    limit.side = LimitPoint::Side::MinusInfinity;
    return limit;
  }
  const Place place{.what = "the target of a limit", .parameters = false, .locals = locals};
  const auto at = evaluate_constant(state, place, target);
  if (!at) return std::nullopt;
  limit.at = to_string(*at);
  if (expression.side == syntax::Expression::Side::Both) {
    state.error(target.span, "from which side?").helps.push_back("write " + limit.at + "+ or " + limit.at + "-");
    return std::nullopt;
  }
  limit.side = expression.side == syntax::Expression::Side::Above ? LimitPoint::Side::Above : LimitPoint::Side::Below;
  return limit;
}

/// A value next to the limit, for what has to be done at some point: a simulation cannot go further in doubles.
Rational near(const LimitPoint& limit) {
  const Rational h(1, 100'000'000);
  switch (limit.side) {
    case LimitPoint::Side::Above:
      return Rational(limit.at) + h;
    case LimitPoint::Side::Below:
      return Rational(limit.at) - h;
    case LimitPoint::Side::Infinity:
      return 1 / h;
    case LimitPoint::Side::MinusInfinity:
      return -1 / h;
  }
  return h;
}

/// Whether sizes, variances or spectra depend on the parameter: expressions are replaced below, these are not.
bool shapes_the_model(const Model& model, ScalarId parameter) {
  const std::uint32_t index = (*model.scalars)[parameter].index;
  const auto occurs = [&](ScalarId id) {
    bool found = false;
    static_cast<void>(substitute(*model.scalars, id, [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
      found = found || (leaf.kind == ScalarNode::Kind::Parameter && leaf.index == index);
      return std::nullopt;
    }));
    return found;
  };
  const auto any = [&](const std::vector<ScalarId>& ids) { return std::any_of(ids.begin(), ids.end(), occurs); };
  for (const Space& space : model.spaces) {
    if (occurs(space.size)) return true;
  }
  for (const RandomMatrix& random : model.randoms) {
    if (occurs(random.variance)) return true;
  }
  for (const Spectrum& spectrum : model.spectra) {
    if (const auto* atoms = std::get_if<std::vector<Atom>>(&spectrum.measure)) {
      for (const Atom& atom : *atoms) {
        if (occurs(atom.weight) || any(atom.values)) return true;
      }
    }
    if (const auto* family = std::get_if<Family>(&spectrum.measure); family != nullptr && any(family->values))
      return true;
    if (const auto* table = std::get_if<Table>(&spectrum.measure); table != nullptr && any(table->values)) return true;
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
  auto point = limit_point(state_, expression, place_.locals);
  if (!point) return {};
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
  point->parameter = model.parameters.size();
  const ScalarId variable =
      state_.scalars().leaf(ScalarNode::Kind::Parameter, static_cast<std::uint32_t>(model.parameters.size()));
  model.parameters.push_back({.name = expression.text,
                              .value = near(*point),
                              .range = {},
                              .description = "",
                              .span = expression.text_span,
                              .hidden = true});
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
  if (!named->value.scalar()) return {};
  if (shapes_the_model(model, *named->value.scalar())) {
    state_
        .not_supported(expression.text_span,
                       "a limit in a parameter that dimensions, variances or spectra depend on is")
        .helps.push_back("solve --limit takes it");
    return {};
  }
  // Names that were defined before have the parameter itself in them.
  const ScalarId own = *named->value.scalar();
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
