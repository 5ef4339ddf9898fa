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
#include <array>
#include <numeric>

#include "dyson/dyson_system.hpp"
#include "dyson/spectral_radius.hpp"

namespace freepencil {
namespace detail {

/// M_{m i} at every atom with the functions of a port on its left and of a random term on its right.
template <class S>
std::vector<S> dressed(const S* block, std::size_t atoms, std::initializer_list<const std::vector<S>*> functions) {
  std::vector<S> result(block, block + atoms);
  for (const auto* function : functions) {
    if (function == nullptr) continue;
    for (std::size_t t = 0; t < atoms; ++t) result[t] = multiply(result[t], (*function)[t]);
  }
  return result;
}

}  // namespace detail

template <class S>
Matrix<S> DysonSystem<S>::second_moment_matrix(const Resolvent<S>& M, const std::vector<int>& columns) const {
  using Port = std::pair<int, int>;  // column and function
  const auto& random = pencil_.random;
  const auto function = [&](int index) { return index < 0 ? nullptr : &pencil_.functions[index]; };
  std::vector<int> terms;
  std::vector<Port> ports;
  for (int t = 0; t < static_cast<int>(random.size()); ++t) {
    if (!std::binary_search(columns.begin(), columns.end(), random[t].column)) continue;
    terms.push_back(t);
    const Port port(random[t].column, random[t].right);
    if (std::find(ports.begin(), ports.end(), port) == ports.end()) ports.push_back(port);
  }
  std::sort(ports.begin(), ports.end());
  std::vector<std::pair<Port, Port>> pairs;  // of equal spaces, or no random term connects them
  for (const Port& p : ports) {
    for (const Port& p2 : ports) {
      if (pencil_.columns[p.first] == pencil_.columns[p2.first]) pairs.emplace_back(p, p2);
    }
  }
  // f' M_{m i} h for every port and term, empty where it vanishes.
  std::map<std::pair<Port, int>, std::vector<S>> blocks;
  for (const Port& port : ports) {
    for (const int t : terms) {
      const BlockSlot block = slot(port.first, random[t].row);
      if (pencil_.rows[random[t].row] != block.space || block.slot < 0) continue;
      const auto& space = M.spaces[block.space];
      blocks[{port, t}] =
          detail::dressed(space.values(block.slot), space.atoms, {function(port.second), function(random[t].left)});
    }
  }
  Matrix<S> T = Matrix<S>::Zero(pairs.size(), pairs.size());
  for (const int t : terms) {
    for (const int t2 : terms) {
      const auto& a = random[t];
      const auto& b = random[t2];
      if (a.variable != b.variable || a.adjoint != b.adjoint) continue;
      const std::pair source(Port(a.column, a.right), Port(b.column, b.right));
      const auto from = std::find(pairs.begin(), pairs.end(), source) - pairs.begin();
      const S factor = a.coefficient * Eigen::numext::conj(b.coefficient) * S(pencil_.variances[a.variable]);
      for (std::size_t to = 0; to < pairs.size(); ++to) {
        const auto left = blocks.find({pairs[to].first, t}), right = blocks.find({pairs[to].second, t2});
        if (left == blocks.end() || right == blocks.end()) continue;
        const int space = pencil_.columns[pairs[to].first.first];
        const auto& weights = plan_.spaces[space].weights;
        S moment(0);
        for (std::size_t k = 0; k < weights.size(); ++k) {
          moment += weights[k] * multiply(left->second[k], S(Eigen::numext::conj(right->second[k])));
        }
        T(to, from) += factor * S(pencil_.spaces[space].size) * moment;
      }
    }
  }
  return T;
}

template <class S>
std::vector<Matrix<S>> DysonSystem<S>::second_moment_operator(const Resolvent<S>& M) const {
  std::vector<Matrix<S>> parts;
  for (const auto& columns : structure_.classes) parts.push_back(second_moment_matrix(M, columns));
  return parts;
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
