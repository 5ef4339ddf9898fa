// SPDX-License-Identifier: GPL-3.0-or-later
// The second-moment operator T: B -> blocks of M E[X B X*] M*, whose radius tells the physical solution.
//
// A port is a column k with a function f that stands behind a random matrix in it. On the unnormalised traces
// x = Tr(f2* f B_{k k2}) over pairs of ports, T is the matrix with entries
//   [(m f', m2 f2'), (k f, k2 f2)] = sum a conj(b) v N_{C_m} tr(f2'* f' M_{m i} h h2* M_{m2 i2}*)
// over blocks (i,k) = a h Z f and (i2,k2) = b h2 Z f2 of X, both with the same variable and orientation.
// E[Q^{-1} B Q^{-*}] = (1 - T)^{-1}[M B M*] is finite and positive exactly when the radius is below 1.
#pragma once

#include <algorithm>
#include <numeric>

#include "dyson/dyson_system.hpp"
#include "dyson/spectral_radius.hpp"
#include "dyson/sums.hpp"

namespace freepencil {

/// f' M_{m i} h (f2' M_{m2 i2} h2)* under the integral.
template <class S>
S DysonSystem<S>::moment(const Resolvent<S>& M, const DysonPlan::Moment& moment) const {
  if constexpr (!Eigen::NumTraits<S>::IsComplex) {
    const Density& density = densities_[moment.density];
    const auto& real = M.spaces[moment.space];
    return multiply(density.factor,
                    integrate(moment.space, density.values, real.values(moment.left), real.values(moment.right)));
  }
  constexpr std::size_t run = BlockInverse<S>::run;
  const auto& blocks = M.spaces[moment.space];
  const auto& weights = pencil_.spaces[moment.space].weights;
  const S* left = blocks.values(moment.left);
  const S* right = blocks.values(moment.right);
  std::vector<S> product(std::min(run, blocks.atoms));
  const bool equal = equal_weights_[moment.space] != 0;
  S sum(0);
  for (std::size_t at = 0; at < blocks.atoms; at += run) {
    const std::size_t count = std::min(run, blocks.atoms - at);
    for (std::size_t t = 0; t < count; ++t) {
      Accumulate<S>::assign(product[t], left[at + t], S(Eigen::numext::conj(right[at + t])));
    }
    for (const int function : {moment.left_port, pencil_.random[moment.a].left}) {
      if (function < 0) continue;
      const S* values = pencil_.functions[function].data() + at;
      for (std::size_t t = 0; t < count; ++t) product[t] = multiply(product[t], values[t]);
    }
    for (const int function : {moment.right_port, pencil_.random[moment.b].left}) {
      if (function < 0) continue;
      const S* values = pencil_.functions[function].data() + at;
      for (std::size_t t = 0; t < count; ++t) product[t] = multiply(product[t], S(Eigen::numext::conj(values[t])));
    }
    if (!equal) {
      for (std::size_t t = 0; t < count; ++t) product[t] = weights[at + t] * product[t];
    }
    sum += integral<S>(nullptr, product.data(), count);
  }
  return equal ? multiply(S(weights.front()), sum) : sum;
}

template <class S>
Matrix<S> DysonSystem<S>::second_moment_matrix(const Resolvent<S>& M, const DysonPlan::Moments& moments) const {
  Matrix<S> T = Matrix<S>::Zero(moments.size, moments.size);
  for (const auto& entry : moments.entries) {
    const auto& a = pencil_.random[entry.a];
    const auto& b = pencil_.random[entry.b];
    const S factor = a.coefficient * Eigen::numext::conj(b.coefficient) * S(pencil_.variances[a.variable]);
    T(entry.to, entry.from) += factor * S(pencil_.spaces[entry.space].size) * moment(M, entry);
  }
  return T;
}

template <class S>
std::vector<Matrix<S>> DysonSystem<S>::second_moment_operator(const Resolvent<S>& M) const {
  std::vector<Matrix<S>> parts;
  for (const auto& moments : plan_->moments) parts.push_back(second_moment_matrix(M, moments));
  return parts;
}

template <class S>
RealOf<S> DysonSystem<S>::branch_radius(const Resolvent<S>& M) const {
  std::vector<int> all(plan_->moments.size());
  std::iota(all.begin(), all.end(), 0);
  return branch_radius(M, all);
}

template <class S>
RealOf<S> DysonSystem<S>::branch_radius(const Resolvent<S>& M, const std::vector<int>& classes) const {
  Real radius(0);
  for (int index : classes) {
    const Real own = spectral_radius<S>(second_moment_matrix(M, plan_->moments[index]));
    // A comparison that fails for not-a-number must not hide it.
    if (!(own <= radius)) radius = own;
  }
  return radius;
}

}  // namespace freepencil
