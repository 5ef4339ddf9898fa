// SPDX-License-Identifier: GPL-3.0-or-later
// Undamped Newton steps, for the neighbourhood of a root.
#pragma once

#include <Eigen/LU>
#include <limits>

#include "solve/fixed_point.hpp"

namespace freepencil {
namespace detail {

/// max_k |step_k| / |g_k|
template <class S>
RealOf<S> relative_size(const Vector<S>& step, const Vector<S>& g) {
  using Real = RealOf<S>;
  Real largest(0);
  for (Eigen::Index k = 0; k < step.size(); ++k) {
    using std::abs;
    const Real size = abs(step[k]), scale = abs(g[k]);
    if (size == Real(0)) continue;
    const Real ratio = size / (scale + std::numeric_limits<Real>::min());
    if (!(ratio <= largest)) largest = ratio;
  }
  return largest;
}

/// An undamped Newton step; returns its largest component in relation to the unknown, infinity if it failed.
template <class S>
RealOf<S> full_newton_step(FixedPoint<S>& map, Iterate<S>& iterate) {
  using Real = RealOf<S>;
  const auto n = iterate.g.size();
  const Eigen::PartialPivLU<Matrix<S>> lu(Matrix<S>::Identity(n, n) - map.jacobian());
  const Vector<S> step = lu.solve(iterate.difference());
  if (!step.allFinite() || !map.evaluate(iterate.g + step, iterate)) return std::numeric_limits<Real>::infinity();
  return relative_size(step, iterate.g);
}

}  // namespace detail
}  // namespace freepencil
