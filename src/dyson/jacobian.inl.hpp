// SPDX-License-Identifier: GPL-3.0-or-later
// The derivative of the fixed-point map: dM = M dS M, and followers by the chain rule.
#pragma once

#include "dyson/dyson_system.hpp"

namespace freepencil {

template <class S>
Vector<S> DysonSystem<S>::integrals(const Resolvent<S>& M, const DysonPlan::Derivative& derivative) const {
  Vector<S> result(derivative.integrals.size());
  for (std::size_t k = 0; k < derivative.integrals.size(); ++k) {
    const auto& [space, left, right, number] = derivative.integrals[k];
    const Density& density = densities_[number];
    const auto& blocks = M.spaces[space];
    result[k] = multiply(density.factor, integrate(space, density.values, blocks.values(left), blocks.values(right)));
  }
  return result;
}

// With x the unknowns and y the followers, y = f(x, y) and f_y strictly lower triangular, for every follower comes
// behind those that it needs: dy = (1 - f_y)^{-1} f_x dx.
template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M, const DysonPlan::Derivative& derivative) const {
  const Vector<S> values = integrals(M, derivative);
  const Eigen::Index x = derivative.solved, y = derivative.followers;
  Matrix<S> all = Matrix<S>::Zero(x + y, x + y);
  for (const auto& entry : derivative.entries) {
    S change = multiply(covariance_[entry.term], values[entry.integral]);
    if (entry.part >= 0) {
      const auto& relation = (*relations_)[structure().relation[entry.unknown]];
      change = multiply(change, relation.terms[entry.part].second);
    }
    all(entry.row, entry.column) += change;
  }
  if (y == 0) return all;
  for (Eigen::Index k = x; k < x + y; ++k) {
    for (Eigen::Index before = x; before < k; ++before) {
      for (Eigen::Index c = 0; c < x; ++c) Accumulate<S>::add(all(k, c), all(k, before), all(before, c));
    }
  }
  Matrix<S> result = all.topLeftCorner(x, x);
  for (Eigen::Index k = 0; k < x; ++k) {
    for (Eigen::Index c = 0; c < x; ++c) {
      for (Eigen::Index f = x; f < x + y; ++f) Accumulate<S>::add(result(k, c), all(k, f), all(f, c));
    }
  }
  return result;
}

template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M) const {
  return jacobian(M, plan_->whole.derivative);
}

template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M, const Component& component) const {
  return jacobian(M, plan_->part(component).derivative);
}

}  // namespace freepencil
