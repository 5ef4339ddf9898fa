// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/closed_forms.hpp"
#include "compare/root_forms.hpp"
#include "compare/small_system.hpp"

namespace freepencil {

/// The equations of a root and their derivatives at a point, in the current precision.
template <class S>
struct RootValues {
  std::vector<S> equations;
  std::vector<std::vector<S>> jacobian;
};

/// `known` gives all quantities that the forms have besides the unknowns.
template <class S>
[[nodiscard]] Reasoned<RootValues<S>> root_values(const SpectralTraces& traces, const RootForms& forms,
                                                  const PointValues<S>& point, std::map<std::uint32_t, S> known,
                                                  const std::vector<S>& unknowns) {
  for (std::size_t j = 0; j < unknowns.size(); ++j) known.insert_or_assign(forms.unknowns[j], unknowns[j]);
  ClosedForms<S> values(traces, point, {.given = std::move(known), .roots = {}, .limits = {}});
  RootValues<S> result;
  const auto append = [&](ScalarId id, std::vector<S>& to) {
    const auto value = values(id);
    if (value) to.push_back(*value);
    return value ? std::nullopt : std::optional<Reason>(value.failure());
  };
  for (std::size_t k = 0; k < forms.equations.size(); ++k) {
    if (auto reason = append(forms.equations[k], result.equations)) return std::move(*reason);
    auto& row = result.jacobian.emplace_back();
    for (const ScalarId entry : forms.jacobian[k]) {
      if (auto reason = append(entry, row)) return std::move(*reason);
    }
  }
  return result;
}

/// A step of so many digits is the last: there is room for the constant of quadratic convergence.
[[nodiscard]] constexpr int newton_step_digits(int digits) { return digits * 6 / 10; }

/// Increasing precisions below `digits`, for steps from one to the next and on to that.
[[nodiscard]] std::vector<int> newton_ladder(int digits);

/// Newton's method from a point near a simple root, to rounding, every step in the current precision: it stops after a
/// step of a size whose square is below 10^-digits.
template <class S>
[[nodiscard]] Reasoned<std::vector<S>> newton_steps(const SpectralTraces& traces, const RootForms& forms,
                                                    const PointValues<S>& point,
                                                    const std::map<std::uint32_t, S>& known, std::vector<S> x,
                                                    int digits, int most_steps) {
  using std::abs, std::pow;
  const S last = S(pow(S(10), S(-newton_step_digits(digits))));
  S largest(0);
  for (const S& value : x) largest = largest < abs(value) ? S(abs(value)) : largest;
  const S tiny = last * last * (largest == S(0) ? S(1) : largest);
  for (int step = 0; step < most_steps; ++step) {
    auto values = root_values(traces, forms, point, known, x);
    if (!values) return values.failure();
    const auto change = solve_small(std::move(values->jacobian), std::move(values->equations));
    if (!change) return Reason{"the equations of a root have a singular derivative"};
    bool done = true;
    for (std::size_t j = 0; j < x.size(); ++j) {
      x[j] -= (*change)[j];
      done = done && abs((*change)[j]) <= last * abs(x[j]) + tiny;
    }
    if (done) return x;
  }
  return Reason{"Newton's method does not converge to a root"};
}

/// The same through lower precisions first, each of which has the digits that one step of the next needs (Brent and
/// Zimmermann, Modern Computer Arithmetic, section 4.2). One in which the steps do not settle, as where the equations
/// cancel, is passed over. In doubles there is one precision.
template <class S>
[[nodiscard]] Reasoned<std::vector<S>> newton_root(const SpectralTraces& traces, const RootForms& forms,
                                                   const PointValues<S>& point, const std::map<std::uint32_t, S>& known,
                                                   std::vector<S> x, int digits) {
  constexpr int most_steps = 60, most_steps_below = 20;
  if constexpr (std::is_same_v<S, Multi>) {
    for (const int lower : newton_ladder(digits)) {
      const WorkingPrecision precision(lower);
      const PointValues<S> point_there = point;  // copies are rounded
      const std::map<std::uint32_t, S> known_there = known;
      const auto better = newton_steps<S>(traces, forms, point_there, known_there, std::vector<S>(x.begin(), x.end()),
                                          lower, most_steps_below);
      if (better) x = *better;
    }
  }
  return newton_steps<S>(traces, forms, point, known, std::vector<S>(x.begin(), x.end()), digits, most_steps);
}

}  // namespace freepencil
