// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

std::optional<Rational> bound(State& state, const std::optional<syntax::Expression>& expression) {
  static constexpr Place place{.what = "a bound of a range", .parameters = false};
  return expression ? evaluate_constant(state, place, *expression) : std::nullopt;
}

/// The range, whole where a bound was wrong.
Interval interval(State& state, const syntax::Range& range) {
  Interval result{.lower = bound(state, range.lower),
                  .upper = bound(state, range.upper),
                  .lower_closed = range.lower_closed,
                  .upper_closed = range.upper_closed};
  if (!result.lower || !result.upper) return result;
  const bool empty = *result.lower > *result.upper ||
                     (*result.lower == *result.upper && !(result.lower_closed && result.upper_closed));
  if (!empty) return result;
  state.error(range.span, "the range `" + result.describe() + "` is empty");
  return {};
}

}  // namespace

void resolve_parameter(State& state, const syntax::Parameter& parameter) {
  static constexpr Place place{.what = "the value of a parameter", .parameters = false};
  const auto value = evaluate_constant(state, place, parameter.value);
  const Interval range = parameter.range ? interval(state, *parameter.range) : Interval{};
  if (value && !range.contains(*value)) {
    Diagnostic& report = state.error(parameter.value.span, parameter.name.text + " = " + short_text(*value) +
                                                               " is outside its range `" + range.describe() + "`");
    report.underlines.push_back(parameter.range->span);
  }
  Entity* entity = state.names.declared_at(parameter.name.text, parameter.name.span);
  if (entity == nullptr) return;
  entity->ready = true;
  // A parameter without a valid value still is a scalar: uses of it can be checked.
  state.model.parameters.push_back({.name = parameter.name.text,
                                    .value = value.value_or(0),
                                    .range = range,
                                    .description = parameter.description.value_or(""),
                                    .span = parameter.name.span,
                                    .structural = state.structural.contains(parameter.name.text)});
  Parameter& made = state.model.parameters.back();
  if (made.structural) {
    made.value = state.setting(made).value_or(made.value);
    entity->value = state.scalars().number(made.value);
  } else {
    const auto index = static_cast<std::uint32_t>(state.model.parameters.size() - 1);
    entity->value = state.scalars().leaf(ScalarNode::Kind::Parameter, index);
  }
}

}  // namespace freepencil::resolver
