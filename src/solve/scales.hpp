// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes by which the errors of unknowns are measured.
#pragma once

#include <algorithm>

#include "dyson/dyson_system.hpp"

namespace freepencil {
namespace detail {

/// r_k and c_l with |M_kl| <= r_k c_l, and equality somewhere in every row and every column (Ruiz 2001).
template <class Real>
struct Equilibration {
  Vector<Real> rows, columns;

  explicit Equilibration(Matrix<Real> sizes)
      : rows(Vector<Real>::Ones(sizes.rows())), columns(Vector<Real>::Ones(sizes.cols())) {
    using std::sqrt;
    constexpr int rounds = 8;  // each halves the logarithm of what is missing
    for (int round = 0; round < rounds; ++round) {
      const Vector<Real> by_row = factors(sizes.rowwise().maxCoeff());
      const Vector<Real> by_column = factors(sizes.colwise().maxCoeff().transpose());
      rows = rows.cwiseProduct(by_row);
      columns = columns.cwiseProduct(by_column);
      sizes = by_row.cwiseInverse().asDiagonal() * sizes * by_column.cwiseInverse().asDiagonal();
    }
  }

 private:
  static Vector<Real> factors(const Vector<Real>& largest) {
    using std::sqrt;
    Vector<Real> result(largest.size());
    for (Eigen::Index k = 0; k < result.size(); ++k)
      result[k] = largest[k] > Real(0) ? Real(sqrt(largest[k])) : Real(1);
    return result;
  }
};

}  // namespace detail

/// For g = tr(f M_kl) the size tr|f M_kl| r_k c_l / tr|M_kl|, with r_k c_l >= tr|M_kl| the units in which the blocks of
/// M are of order one: rounding an equilibrated matrix changes its inverse by so much, times epsilon and the condition.
/// It does not depend on the units of the problem; unknowns that differ by twenty powers of ten have scales that do,
/// and a trace that cancels, or vanishes with its whole block, has the scale of what it cancels from.
template <class S>
Vector<RealOf<S>> rounding_scales(const DysonSystem<S>& system, const Resolvent<S>& M,
                                  const std::vector<int>& unknowns) {
  using std::abs;
  using Real = RealOf<S>;
  Resolvent<S> sizes = M;
  for (auto& space : sizes.spaces) {
    for (S& value : space.blocks) value = S(abs(value));
  }
  const auto size = [&](const TracedBlock& traced) { return Real(abs(system.trace(sizes, traced))); };
  Matrix<Real> table = Matrix<Real>::Zero(system.pencil().size(), system.pencil().size());
  for (const Block& block : system.structure().blocks) table(block.column, block.row) = size({block, Weight{}});
  const detail::Equilibration<Real> units(table);

  Vector<Real> result(static_cast<Eigen::Index>(unknowns.size()));
  for (Eigen::Index k = 0; k < result.size(); ++k) {
    const TracedBlock& traced = system.unknown(unknowns[k]);
    const auto [column, row] = traced.block;
    const Real unit = units.rows[column] * units.columns[row], own = table(column, row);
    Real largest(0);
    bool positive = true;
    for (const S& value : system.values(traced.weight)) {
      const Real absolute = abs(value);
      positive = positive && value == S(absolute);
      largest = std::max(largest, absolute);
    }
    result[k] = own > Real(0) && positive ? Real(size(traced) * (unit / own)) : Real(largest * unit);
  }
  return result;
}

}  // namespace freepencil
