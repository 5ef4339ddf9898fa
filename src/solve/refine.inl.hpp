// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "solve/full_step.hpp"
#include "solve/refine.hpp"

namespace freepencil {

template <class S>
Refinement<S> refine(const DysonSystem<Extended<S>>& fine, const DysonSystem<S>& system, const Vector<S>& g) {
  using E = Extended<S>;
  using Real = RealOf<E>;
  constexpr int most_steps = 12;
  const StopRule<E> at_rounding{0x1p10 * std::numeric_limits<Real>::epsilon()};
  const Real quadratic = std::sqrt(std::numeric_limits<Real>::epsilon()) / 8;  // the next step would be its square

  Refinement<S> result;
  FixedPoint<E> map(fine);
  Iterate<E> iterate;
  if (fine.unknowns() != system.unknowns() || !map.evaluate(g.template cast<E>(), iterate)) return result;
  result.traces = map.traces();
  result.previous = result.traces;
  Real last = std::numeric_limits<Real>::infinity();
  for (int step = 1; system.unknowns() > 0; ++step) {
    const Real length = detail::full_newton_step(map, iterate);
    if (!is_finite(length)) return result;
    result.previous = std::move(result.traces);
    result.traces = map.traces();
    if (length <= quadratic) break;
    if (step > 1 && !(2 * length < last)) {
      // Rounding stops the iteration, or the steps are too short for another reason: then there is more to be seen.
      if (at_rounding(map, iterate)) break;
      return result;
    }
    if (step == most_steps) return result;
    last = length;
  }
  result.floors = map.trace_scales();
  for (Real& floor : result.floors) floor *= 2 * std::numeric_limits<Real>::epsilon();
  const Real size = max_norm<E>(iterate.g);
  result.residual = size > Real(0) ? static_cast<double>(iterate.residual / size) : 0;
  result.branch_radius = static_cast<double>(map.branch_radius());
  if (!map.solves_the_whole()) return result;

  FixedPoint<S> coarse(system);
  Iterate<S> rounded;
  if (!coarse.evaluate(iterate.g.template cast<S>(), rounded)) return result;
  if (system.unknowns() > 0 && !is_finite(detail::full_newton_step(coarse, rounded))) return result;
  result.coarse = coarse.traces();
  result.root = true;
  return result;
}

}  // namespace freepencil
