// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_limit.hpp"

#include "expr/quantity.hpp"
#include "expr/resolve_quantity.hpp"
#include "expr/substitute.hpp"

namespace freepencil::resolver {
namespace {

using Kind = syntax::Expression::Kind;
using Side = syntax::Expression::Side;

void report_outside(State& state, const Parameter& parameter, Span span) {
  state.error(
      span, "the limit lies outside of the range of '" + parameter.name + "', which is " + parameter.range.describe());
}

}  // namespace

bool Approach::to_infinity() const { return target.kind == Kind::Infinity; }

bool Approach::to_minus_infinity() const {
  const bool negative = target.kind == Kind::Negate ||
                        (target.kind == Kind::Sum && target.children.size() == 1 && target.operators.front() == '-');
  if (!negative) return false;
  const syntax::Expression& child = target.children.front();
  return child.kind == Kind::Infinity || (child.kind == Kind::Name && child.text == "inf");
}

bool check_side(State& state, const Approach& approach) {
  if (approach.finite() || approach.side == Side::Both) return true;
  state.error(approach.target.span, "infinity is approached from one side only: leave the sign behind it out");
  return false;
}

std::optional<LimitPoint> resolve_limit_point(State& state, std::uint32_t index, const Approach& approach,
                                              bool any_side) {
  const Place place{.what = "the target of a limit", .parameters = false, .locals = approach.locals};
  if (!check_side(state, approach)) return std::nullopt;
  const Parameter& parameter = state.model.parameters[index];
  const Interval& range = parameter.range;
  const Span span = approach.target.span;
  LimitPoint point{.parameter = index, .side = LimitPoint::Side::Above, .at = ""};
  if (!approach.finite()) {
    const bool up = approach.to_infinity();
    point.side = up ? LimitPoint::Side::Infinity : LimitPoint::Side::MinusInfinity;
    if (!(up ? range.upper : range.lower)) return point;
    report_outside(state, parameter, span);
    return std::nullopt;
  }
  const auto target = evaluate_constant(state, place, approach.target);
  if (!target) return std::nullopt;
  const bool room_above = (!range.lower || *target >= *range.lower) && (!range.upper || *target < *range.upper);
  const bool room_below = (!range.upper || *target <= *range.upper) && (!range.lower || *target > *range.lower);
  const bool above = approach.side == Side::Above || (approach.side == Side::Both && room_above);
  if (!(above ? room_above : room_below)) {
    report_outside(state, parameter, span);
    return std::nullopt;
  }
  if (approach.side == Side::Both && room_above && room_below && !any_side) {
    state.error(span, "the limit of an output needs a side")
        .helps.push_back("write " + state.text(span) + "+ or " + state.text(span) + "-");
    return std::nullopt;
  }
  point.side = above ? LimitPoint::Side::Above : LimitPoint::Side::Below;
  point.at = to_string(*target);
  return point;
}

namespace {

/// Of a closed form, or of the outputs in it.
class LimitResolver {
 public:
  LimitResolver(State& state, const Place& outer, const syntax::Expression& expression)
      : state_(state),
        expression_(expression),
        place_(outer),
        approach_{expression.children[0], expression.side},
        name_{expression.text, expression.text_span} {
    if (outer.locals != nullptr) scope_ = *outer.locals;
    place_.locals = &scope_;
  }

  Value operator()() {
    if (!room_for_quantity(state_, expression_.span)) return {};
    place_.what = "the target of a limit";
    std::optional<ScalarId> target = state_.scalars().zero();
    if (approach_.finite()) target = evaluate_scalar(state_, place_, approach_.target);
    const bool sided = check_side(state_, approach_);
    bind();
    place_.what = "the body of a limit";
    const auto body = evaluate_scalar(state_, place_, expression_.children[1]);
    if (!body || !target || !variable_ || !sided) return {};
    if (!state_.free_of_sizes(*body, expression_.children[1].span, std::string(place_.what))) return {};
    if (!reaches_output(state_.model, *body)) return closed(*body, *target);
    if (parameter_) return of_outputs(*body);
    state_.error(name_.span, "the limit of an output is taken in a parameter; '" + name_.text + "' is none");
    return {};
  }

 private:
  void bind() {
    const bool local = scope_.contains(name_.text);
    if (state_.names.find(name_.text) != nullptr && !local) {
      parameter_ = resolve_variable(state_, name_);
      if (parameter_) variable_ = state_.scalars().leaf(ScalarNode::Kind::Parameter, *parameter_);
      return;
    }
    if (!is_new_name(state_, place_, name_, "the variable of a limit")) return;
    const auto index = static_cast<std::uint32_t>(state_.model.quantities.size());
    state_.model.quantities.push_back({.name = name_.text, .span = name_.span, .what = Quantity::Variable{}});
    variable_ = state_.scalars().leaf(ScalarNode::Kind::Quantity, index);
    scope_[name_.text] = *variable_;
  }

  Value of_outputs(ScalarId body) {
    const auto limit = resolve_limit_point(state_, *parameter_, approach_, false);
    if (!limit) return {};
    const Model& model = state_.model;
    const auto written_out = [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
      if (leaf.kind != ScalarNode::Kind::Quantity) return std::nullopt;
      const auto* of = std::get_if<Quantity::OfOutput>(&model.quantities[leaf.index].what);
      if (of == nullptr || model.outputs[of->output].limit) return std::nullopt;
      return model.outputs[of->output].value;
    };
    const ScalarId expression = substitute(state_.scalars(), body, written_out);
    if (reaches(model, expression, [](const ScalarNode& leaf) { return leaf.kind == ScalarNode::Kind::Quantity; })) {
      state_
          .error(expression_.span, "the limit of outputs is taken of arithmetic in outputs, parameters and traces only")
          .helps.push_back("take limits of outputs and of closed forms one by one");
      return {};
    }
    return add({.what = Quantity::OutputLimit{.expression = expression, .limit = *limit}});
  }

  Value closed(ScalarId body, ScalarId target) {
    const ScalarNode variable = state_.scalars()[*variable_];
    const auto is_variable = [&](const ScalarNode& leaf) {
      return leaf.kind == variable.kind && leaf.index == variable.index;
    };
    if (reaches(state_.model, target, is_variable)) {
      state_.error(approach_.target.span, "the target of the limit depends on its variable '" + name_.text + "'");
      return {};
    }
    if (!reaches(state_.model, body, is_variable)) return body;
    Quantity::ClosedLimit limit{.body = body, .variable = *variable_, .target = target};
    if (approach_.to_infinity()) limit.side = LimitPoint::Side::Infinity;
    if (approach_.to_minus_infinity()) limit.side = LimitPoint::Side::MinusInfinity;
    if (approach_.side == Side::Below) limit.side = LimitPoint::Side::Below;
    limit.both_sides = approach_.finite() && approach_.side == Side::Both;
    return add({.what = limit});
  }

  Value add(Quantity quantity) {
    quantity.span = expression_.span;
    return state_.bounded(add_quantity(state_.model, std::move(quantity)), expression_.span);
  }

  State& state_;
  const syntax::Expression& expression_;
  Place place_;
  Approach approach_;
  syntax::Identifier name_;
  Scope scope_;
  std::optional<std::uint32_t> parameter_;
  std::optional<ScalarId> variable_;
};

}  // namespace

Value resolve_closed_limit(State& state, const Place& place, const syntax::Expression& expression) {
  return LimitResolver(state, place, expression)();
}

}  // namespace freepencil::resolver
