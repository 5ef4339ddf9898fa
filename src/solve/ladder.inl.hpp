// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/LU>
#include <algorithm>
#include <limits>

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

/// One Newton step from `iterate`, where the map was evaluated last, and its relative size. The step makes right as
/// many digits again as are right: half the digits, and some for the condition, are enough for it.
template <class S>
RealOf<S> step_in_half_precision(const FixedPoint<S>& map, Iterate<S>& iterate) {
  constexpr int spare = 30;
  const auto n = iterate.g.size();
  const Vector<S> difference = iterate.difference();
  Vector<S> step(n);
  {
    const WorkingPrecision half(std::min(WorkingPrecision::digits(), WorkingPrecision::digits() / 2 + spare));
    const Eigen::PartialPivLU<Matrix<S>> lu(Matrix<S>::Identity(n, n) - map.jacobian());
    step = lu.solve(rounded(difference));
  }
  if (!step.allFinite()) return std::numeric_limits<RealOf<S>>::infinity();
  iterate.g += step;
  return relative_size<S>(step, iterate.g);
}

/// Newton steps until the next would change less than the precision shows; the map is left where it was evaluated last,
/// one step behind. False where they do not get there; steps that have stopped to shrink are at the floor of rounding,
/// and what that costs shows between the rungs.
template <class S>
bool settle(FixedPoint<S>& map, Iterate<S>& iterate, int digits, int& steps) {
  using Real = RealOf<S>;
  constexpr int most_steps = 30;
  const Real enough = ten_to_minus<Real>(digits / 2 + 3);
  Real last(0);
  for (int step = 0; step < most_steps; ++step) {
    const Real length = step_in_half_precision(map, iterate);
    ++steps;
    if (!is_finite(length)) return false;
    if (length <= enough || (step > 4 && !(2 * length < last))) return true;
    if (!map.evaluate(iterate.g, iterate)) return false;
    last = length;
  }
  return false;
}

/// Of a map that was evaluated in full. Far from one a few digits show on which side of it the radius is; where large
/// blocks cancel, they show nothing, and differ from what a few more show.
template <class S>
RealOf<S> branch_radius(FixedPoint<S>& map) {
  using std::abs;
  using Real = RealOf<S>;
  constexpr int few = 40, more = 60;
  constexpr double clear = 1e-15;
  const auto in = [&](int digits) {
    const WorkingPrecision low(digits);
    return map.branch_radius();
  };
  if (WorkingPrecision::digits() > more) {
    const Real radius = in(few), check = in(more);
    if (abs(radius - check) * 1'000'000 < abs(check - Real(1)) && abs(check - Real(1)) > Real(clear)) return check;
  }
  return map.branch_radius();
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
    // Below the last rung the next one will evaluate at this point.
    if (rung != lowest && rung != digits) continue;
    if (!map.evaluate(g, iterate)) return lost("a matrix of the Dyson equation is singular");
    result.coarse = map.traces();
    if (!map.solves_the_whole()) return lost("Newton's method has left for a root of the reduced equations only");
    const RealOf<S> radius = detail::branch_radius(map);
    result.branch_radius = static_cast<double>(radius);
    const RealOf<S> certain = detail::ten_to_minus<RealOf<S>>(rung / 3);
    result.physical = radius < 1 - certain;
    result.wrong = radius > 1 + certain;
  }
  const WorkingPrecision precision(finest);
  FixedPoint<S> map(system);
  Iterate<S> iterate;
  if (!map.evaluate(rounded(g), iterate)) return lost("a matrix of the Dyson equation is singular");
  if (system.unknowns() > 0) {
    const RealOf<S> length = detail::step_in_half_precision(map, iterate);
    if (!is_finite(length) || !map.evaluate(iterate.g, iterate)) return lost("Newton's method has left the domain");
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
