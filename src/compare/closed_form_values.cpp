// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/closed_form_values.hpp"

#include "compare/closed_form_engine.hpp"
#include "compare/extrapolated_limit.hpp"

namespace freepencil {
namespace {

using Side = LimitPoint::Side;

constexpr int guard_digits = 12;

/// Beyond so many digits of cancellation nothing is to be expected.
int most_working_digits(int digits) { return 4 * digits + 400; }

Multi ten_to_minus(int digits) { return pow(Multi(10), Multi(-digits)); }

}  // namespace

ClosedFormValues::ClosedFormValues(ClosedFormPoint point) : engine_(std::make_unique<Engine>(std::move(point))) {}
ClosedFormValues::~ClosedFormValues() = default;
ClosedFormValues::ClosedFormValues(ClosedFormValues&&) noexcept = default;
ClosedFormValues& ClosedFormValues::operator=(ClosedFormValues&&) noexcept = default;

Reasoned<Multi> ClosedFormValues::value(ScalarId id, int digits) { return engine_->value(id, digits); }
Reasoned<Ball> ClosedFormValues::enclosure(ScalarId id, int digits) { return engine_->enclosure(id, digits); }
Reasoned<double> ClosedFormValues::approximation(ScalarId id) { return engine_->evaluate<double>(id); }

RootIsolation ClosedFormValues::isolation(std::uint32_t system) { return engine_->isolation(system); }

// The second evaluation has more digits, and given numbers at other places of their balls.
Reasoned<Multi> ClosedFormValues::Engine::value(ScalarId id, int digits) {
  bool given_is_coarse = false;
  for (int working = digits + guard_digits; working <= most_working_digits(digits); working *= 2) {
    const auto at = [&](int precision_digits, int nudge) {
      const WorkingPrecision precision(precision_digits);
      return evaluate<Multi>(id, nudge);
    };
    const auto first = at(working, 1);
    if (!first) return first;
    const auto second = at(working + working / 4 + guard_digits, -1);
    if (!second) return second;
    const WorkingPrecision precision(digits + guard_digits);
    const Multi result(*second);
    if (*first == 0 && *second == 0) {
      const auto proof = evaluate<Ball>(id);
      if (proof && proof->largest_magnitude() == 0) return result;
      continue;
    }
    if (abs(*first - *second) <= ten_to_minus(digits + 1) * abs(*second)) return result;
    given_is_coarse = !given_.empty();
  }
  return Reason{given_is_coarse ? "so many digits do not follow from the numbers that are given"
                                : "so many digits are lost to cancellation that the value cannot be told from zero"};
}

Reasoned<Ball> ClosedFormValues::Engine::enclosure(ScalarId id, int digits) {
  for (int working = digits + guard_digits; working <= most_working_digits(digits); working *= 2) {
    const WorkingPrecision precision(working);
    extrapolated_ = false;
    const auto ball = evaluate<Ball>(id);
    if (!ball) return ball;
    if (extrapolated_) return Reason{"a limit is extrapolated, and has no guaranteed bounds"};
    if (ball->radius() <= ten_to_minus(digits) * abs(ball->middle())) return ball;
  }
  return Reason{"the value cannot be enclosed to so many digits"};
}

// Arithmetic, traces and simple roots that exist at the limit are continuous there: a root near the one there is the
// only one of its domain.
template <class S>
std::optional<S> ClosedFormValues::Engine::value_at_limit(const Quantity::ClosedLimit& limit, int digits) {
  if (limit.side != Side::Above && limit.side != Side::Below) return std::nullopt;
  Engine there(*this, {limit.variable, limit.target, limit.side, 0});
  const auto value = [&]() -> Reasoned<S> {
    if constexpr (std::is_same_v<S, Ball>) {
      return there.evaluate<Ball>(limit.body);
    } else {
      return there.value(limit.body, digits);
    }
  }();
  if (!value || there.extrapolated_) return std::nullopt;
  return *value;
}
template std::optional<Ball> ClosedFormValues::Engine::value_at_limit(const Quantity::ClosedLimit&, int);

Reasoned<Multi> ClosedFormValues::Engine::limit(const Quantity::ClosedLimit& limit, int digits) {
  if (const auto value = value_at_limit<Multi>(limit, digits)) return *value;
  const auto from = [&](Side side) {
    return extrapolated_limit(
        [&](const Rational& h, int kept) {
          Engine there(*this, {limit.variable, limit.target, side, h});
          return there.value(limit.body, kept);
        },
        digits);
  };
  const auto value = from(limit.side);
  if (!value || !limit.both_sides) return value;
  const auto other = from(limit.side == Side::Above ? Side::Below : Side::Above);
  if (!other) return other;
  if (abs(*value - *other) > ten_to_minus(digits - 1) * abs(*value)) {
    return Reason{"the limits from both sides differ"};
  }
  return value;
}

}  // namespace freepencil
