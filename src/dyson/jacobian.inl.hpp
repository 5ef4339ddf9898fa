// SPDX-License-Identifier: GPL-3.0-or-later
// The derivative of the fixed-point map: dM = M dS M, and followers by the chain rule.
#pragma once

#include <numeric>
#include <tuple>

#include "dyson/dyson_system.hpp"

namespace freepencil {

template <class S>
S DysonSystem<S>::product_trace(const Resolvent<S>& M, BlockSlot a, BlockSlot b, const Values& f,
                                const Values& g) const {
  if (a.slot < 0 || b.slot < 0) return S(0);
  const auto& weights = plan_.spaces[a.space].weights;
  const S* left = M.spaces[a.space].values(a.slot);
  const S* right = M.spaces[b.space].values(b.slot);
  S sum(0);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    S term = multiply(left[t], right[t]);
    if (!f.empty()) term = multiply(term, f[t]);
    if (!g.empty()) term = multiply(term, g[t]);
    sum += weights[t] * term;
  }
  return sum;
}

template <class S>
Matrix<S> DysonSystem<S>::raw_jacobian(const Resolvent<S>& M, const std::vector<int>& members) const {
  const auto count = static_cast<Eigen::Index>(members.size());
  Matrix<S> result = Matrix<S>::Zero(count, count);
  std::vector<int> index(structure_.unknowns.size(), -1);
  for (std::size_t k = 0; k < members.size(); ++k) index[members[k]] = static_cast<int>(k);
  const auto matters = [&](int u) {
    return index[u] >= 0 || std::any_of(expansions_[u].begin(), expansions_[u].end(),
                                        [&](const auto& part) { return index[part.first] >= 0; });
  };
  std::map<std::tuple<int, int, Weight>, S> integrals;  // of one unknown, by position of S: several terms share it
  for (Eigen::Index k = 0; k < count; ++k) {
    const auto& [block, weight] = structure_.unknowns[members[k]];
    integrals.clear();
    for (std::size_t t = 0; t < covariance_.size(); ++t) {
      const auto& term = structure_.covariance[t];
      if (pencil_.rows[term.row] != pencil_.columns[block.column] || !matters(term.unknown)) continue;
      const auto [at, inserted] = integrals.try_emplace({term.row, term.column, term.outer});
      if (inserted) {
        at->second = product_trace(M, slot(block.column, term.row), slot(term.column, block.row), values(weight),
                                   values(term.outer));
      }
      const S derivative = covariance_[t] * at->second;
      if (structure_.relation[term.unknown] < 0) {
        result(k, index[term.unknown]) += derivative;
        continue;
      }
      for (const auto& [other, coefficient] : expansions_[term.unknown]) {
        if (index[other] >= 0) result(k, index[other]) += derivative * coefficient;
      }
    }
  }
  return result;
}

// With x the unknowns and y the followers, y = f(x, y) and f_y strictly lower triangular, for every follower comes
// behind those that it needs: dy = (1 - f_y)^{-1} f_x dx.
template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M, const std::vector<int>& solved,
                                   const std::vector<int>& followers) const {
  std::vector<int> members = solved;
  members.insert(members.end(), followers.begin(), followers.end());
  const Matrix<S> all = raw_jacobian(M, members);
  const auto x = static_cast<Eigen::Index>(solved.size()), y = static_cast<Eigen::Index>(followers.size());
  if (y == 0) return all;
  const Matrix<S> rest = Matrix<S>::Identity(y, y) - all.bottomRightCorner(y, y);
  return all.topLeftCorner(x, x) + all.topRightCorner(x, y) * rest.template triangularView<Eigen::UnitLower>().solve(
                                                                  Matrix<S>(all.bottomLeftCorner(y, x)));
}

template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M) const {
  std::vector<int> followers;
  for (const auto& stage : structure_.stages) followers.insert(followers.end(), stage.begin(), stage.end());
  return jacobian(M, structure_.solved, followers);
}

template <class S>
Matrix<S> DysonSystem<S>::jacobian(const Resolvent<S>& M, const Component& component) const {
  std::vector<int> solved;
  for (const int u : component.unknowns) solved.push_back(structure_.solved[u]);
  return jacobian(M, solved, component.followers);
}

}  // namespace freepencil
