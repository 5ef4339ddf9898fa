// SPDX-License-Identifier: GPL-3.0-or-later
// The second-moment operator T: B -> blocks of M E[X B X*] M*, whose radius tells the physical solution.
//
// On unnormalised traces x_{k k2} = Tr B_{k k2} it is the matrix with entries
//   [(m,m2),(k,k2)] = sum a conj(b) v N_{C_m} tr(M_{m i} M_{m2 i2}*)  over blocks (i,k) = a Z and (i2,k2) = b Z of X,
// both with the same variable and orientation. E[Q^{-1} B Q^{-*}] = (1 - T)^{-1}[M B M*] is finite and positive exactly
// when the radius is below 1.
#pragma once

#include <algorithm>
#include <numeric>

#include "dyson/dyson_system.hpp"
#include "dyson/spectral_radius.hpp"

namespace freepencil {

template <class S>
S DysonSystem<S>::second_moment(const Resolvent<S>& M, BlockSlot a, BlockSlot b) const {
  if (a.slot < 0 || b.slot < 0) return S(0);
  const auto& weights = spaces_[a.space].weights;
  const S* left = M.spaces[a.space].values(a.slot);
  const S* right = M.spaces[b.space].values(b.slot);
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    sum += weights[t] * multiply(left[t], S(Eigen::numext::conj(right[t])));
  }
  return sum;
}

template <class S>
Matrix<S> DysonSystem<S>::second_moment_matrix(const Resolvent<S>& M, const std::vector<int>& columns) const {
  const auto& random = pencil_.random;
  std::vector<std::pair<int, int>> pairs;  // (k, k2): equal spaces, or no random term connects them
  for (int k : columns) {
    for (int k2 : columns) {
      if (pencil_.columns[k] == pencil_.columns[k2]) pairs.emplace_back(k, k2);
    }
  }
  std::vector<int> terms;
  for (int t = 0; t < static_cast<int>(random.size()); ++t) {
    if (std::binary_search(columns.begin(), columns.end(), random[t].column)) terms.push_back(t);
  }
  Matrix<S> T = Matrix<S>::Zero(pairs.size(), pairs.size());
  for (int t : terms) {
    for (int t2 : terms) {
      const auto& a = random[t];
      const auto& b = random[t2];
      if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
      const auto from = std::find(pairs.begin(), pairs.end(), std::pair(a.column, b.column)) - pairs.begin();
      const S factor = a.coefficient * Eigen::numext::conj(b.coefficient) * S(pencil_.variances[a.variable]);
      for (std::size_t to = 0; to < pairs.size(); ++to) {
        const auto [m, m2] = pairs[to];
        if (pencil_.columns[m] != pencil_.rows[a.row]) continue;
        const S moment = second_moment(M, slot(m, a.row), slot(m2, b.row));
        T(to, from) += factor * S(pencil_.spaces[pencil_.columns[m]].size) * moment;
      }
    }
  }
  return T;
}

template <class S>
RealOf<S> DysonSystem<S>::branch_radius(const Resolvent<S>& M) const {
  std::vector<int> all(structure_.classes.size());
  std::iota(all.begin(), all.end(), 0);
  return branch_radius(M, all);
}

template <class S>
RealOf<S> DysonSystem<S>::branch_radius(const Resolvent<S>& M, const std::vector<int>& classes) const {
  Real radius(0);
  for (int index : classes) {
    const Real own = spectral_radius<S>(second_moment_matrix(M, structure_.classes[index]));
    // A comparison that fails for not-a-number must not hide it.
    if (!(own <= radius)) radius = own;
  }
  return radius;
}

}  // namespace freepencil
