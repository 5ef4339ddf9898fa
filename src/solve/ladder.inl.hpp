// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "solve/full_step.hpp"
#include "solve/ladder.hpp"
#include "solve/round_system.hpp"

namespace freepencil {
namespace detail {

/// Precisions of the rungs up to this one, in decimal digits: each is a little more than twice the one before, so that
/// a step fills it.
inline std::vector<int> rungs(int digits, int lowest) {
  constexpr int slack = 8;
  std::vector<int> result = {digits};
  while (result.back() > lowest) result.push_back(std::max(lowest, result.back() / 2 + slack));
  std::reverse(result.begin(), result.end());
  return result;
}

template <class Real>
Real ten_to_minus(int digits) {
  using std::pow;
  return pow(Real(10), Real(-digits));
}

/// Newton steps until the next would change less than the precision shows. False where they do not get there; steps
/// that have stopped to shrink are at the floor of rounding, and what that costs shows between the rungs.
template <class S>
bool settle(FixedPoint<S>& map, Iterate<S>& iterate, int digits, int& steps) {
  using Real = RealOf<S>;
  constexpr int most_steps = 30;
  const Real enough = ten_to_minus<Real>(digits / 2 + 3);
  Real last(0);
  for (int step = 0; step < most_steps; ++step) {
    const Real length = full_newton_step(map, iterate);
    ++steps;
    if (!is_finite(length)) return false;
    if (length <= enough || (step > 4 && !(2 * length < last))) return true;
    last = length;
  }
  return false;
}

}  // namespace detail

template <class S>
Ladder<S> climb(const DysonSystem<S>& system, const Vector<S>& start, int digits, int finest, int lowest) {
  Ladder<S> result;
  const auto lost = [&](const char* reason) {
    result.reason = reason;
    return result;
  };
  Vector<S> g = start;
  for (const int rung : detail::rungs(digits, lowest)) {
    const WorkingPrecision precision(rung);
    const DysonSystem<S> here = round_system<S>(system);
    if (here.unknowns() != start.size()) return lost("a number of the pencil is too small for the precision");
    FixedPoint<S> map(here);
    Iterate<S> iterate;
    if (!map.evaluate(rounded(g), iterate)) return lost("a matrix of the Dyson equation is singular");
    if (here.unknowns() > 0 && !detail::settle(map, iterate, rung, result.steps)) {
      return lost("Newton's method does not settle: the problem is too ill-conditioned");
    }
    g = iterate.g;
    if (rung == digits || start.size() == 0) result.coarse = map.traces();
    if (rung == lowest || rung == digits) {
      const RealOf<S> radius = map.branch_radius();
      result.branch_radius = static_cast<double>(radius);
      const RealOf<S> certain = detail::ten_to_minus<RealOf<S>>(rung / 3);
      result.physical = radius < 1 - certain;
      result.wrong = radius > 1 + certain;
      if (!map.solves_the_whole()) return lost("Newton's method has left for a root of the reduced equations only");
    }
  }
  const WorkingPrecision precision(finest);
  FixedPoint<S> map(system);
  Iterate<S> iterate;
  if (!map.evaluate(rounded(g), iterate)) return lost("a matrix of the Dyson equation is singular");
  if (system.unknowns() > 0) {
    if (!is_finite(detail::full_newton_step(map, iterate))) return lost("Newton's method has left the domain");
    ++result.steps;
  }
  result.g = iterate.g;
  result.traces = map.traces();
  const RealOf<S> size = max_norm<S>(iterate.g);
  if (size > RealOf<S>(0)) result.residual = static_cast<double>(iterate.residual / size);
  result.root = true;
  return result;
}

}  // namespace freepencil
