// SPDX-License-Identifier: GPL-3.0-or-later
// Damped Newton steps on g = Phi(g) with the explicit Jacobian.
#pragma once

#include <Eigen/LU>
#include <freepencil/solution.hpp>

#include "solve/fixed_point.hpp"

namespace freepencil {

namespace detail {

/// The residual of the component that is worst in relation to its own size: unknowns of one system can differ by many
/// powers of ten, and the smallest can matter most.
template <class S>
RealOf<S> spread(const Iterate<S>& iterate) {
  const auto scale = iterate.g.cwiseAbs().array() + std::numeric_limits<RealOf<S>>::min();
  return (iterate.difference().cwiseAbs().array() / scale).maxCoeff();
}

/// One step from `iterate`, where the map was evaluated last. A step counts when the residual falls, or the simplified
/// Newton correction at the new point (Deuflhard's natural test, which does not depend on the scale of the unknowns).
template <class S>
bool newton_step(FixedPoint<S>& map, Iterate<S>& iterate) {
  using Real = RealOf<S>;
  const auto n = iterate.g.size();
  const Eigen::PartialPivLU<Matrix<S>> lu(Matrix<S>::Identity(n, n) - map.jacobian());
  const Vector<S> step = lu.solve(iterate.difference());
  if (!step.allFinite()) return false;
  const auto scale = (iterate.g.cwiseAbs() + step.cwiseAbs()).array() + std::numeric_limits<Real>::min();
  const auto measure = [&](const Vector<S>& v) { return (v.cwiseAbs().array() / scale).maxCoeff(); };
  const Real length = measure(step);
  constexpr int max_halvings = 6;
  Real damping(1);
  Iterate<S> trial;
  for (int halving = 0; halving <= max_halvings; ++halving, damping /= 2) {
    if (!map.evaluate(iterate.g + S(damping) * step, trial)) continue;
    const Real decrease = 1 - damping / 4;
    if (trial.residual <= decrease * iterate.residual || measure(lu.solve(trial.difference())) <= decrease * length) {
      iterate = std::move(trial);
      return true;
    }
  }
  return false;
}

}  // namespace detail

/// True when the stop rule holds at the end; then further steps are taken while they halve the relative residual of the
/// worst component, so that the last digits do not depend on the tolerance. The map is left at `iterate`.
template <class S>
bool newton(FixedPoint<S>& map, Iterate<S>& iterate, const StopRule<S>& accept, int max_steps,
            std::vector<SolveStep>& history) {
  const auto record = [&] { history.push_back({SolveStep::Method::Newton, static_cast<double>(iterate.residual)}); };
  if (!map.evaluate(iterate.g, iterate)) return false;
  int steps = 0;
  while (!accept(iterate)) {
    if (steps++ == max_steps || !detail::newton_step(map, iterate)) return false;
    record();
  }
  constexpr int max_polishing = 8;
  for (int polishing = 0; polishing < max_polishing && iterate.residual > 0; ++polishing) {
    Iterate<S> better = iterate;
    if (!detail::newton_step(map, better) || !(2 * detail::spread(better) < detail::spread(iterate))) break;
    iterate = std::move(better);
    record();
  }
  return map.evaluate(iterate.g, iterate);
}

}  // namespace freepencil
