// SPDX-License-Identifier: GPL-3.0-or-later
// A pencil at one parameter point, as numbers. Everything behind it is free of symbols.
#pragma once

#include <vector>

#include "dyson/linear_algebra.hpp"

namespace freepencil {

/// Q = F + X: F acts on each space by its values at the atoms of the spectrum, X is random, centred and independent.
template <class S>
struct PointPencil {
  using Real = RealOf<S>;

  struct Space {
    Real size{};
    std::vector<Real> weights;  ///< of the atoms; they sum to one
  };
  struct Entry {
    int row = 0, column = 0;
    std::vector<S> values;  ///< one value, or one for every atom of the space
  };
  /// coefficient * f_left * X * f_right
  struct RandomTerm {
    int row = 0, column = 0;
    int variable = 0;
    bool adjoint = false;
    S coefficient{};
    int left = identity, right = identity;  ///< indices into `functions`, of the row's and of the column's space
  };
  static constexpr int identity = -1;

  std::vector<Space> spaces;
  std::vector<int> rows, columns;         ///< the space of every block row and block column
  std::vector<Entry> entries;             ///< of F; several for one block add up
  std::vector<RandomTerm> random;         ///< of X
  std::vector<std::vector<S>> functions;  ///< values at the atoms of a space
  std::vector<Real> variances;            ///< of one entry of each variable, times the unit of size

  [[nodiscard]] int size() const { return static_cast<int>(rows.size()); }
};

/// constant + sum of tr(f M_{column,row}), f given by one value or by one for every atom.
template <class S>
struct PointTrace {
  struct Term {
    int column = 0, row = 0;
    std::vector<S> values;
  };
  S constant{};
  std::vector<Term> terms;
};

namespace detail {

/// Appends the complex conjugates of the functions; a real function is its own. Returns where they stand.
template <class S>
std::vector<int> conjugate_functions(PointPencil<S>& pencil) {
  std::vector<int> index;
  const std::size_t count = pencil.functions.size();
  for (std::size_t f = 0; f < count; ++f) {
    std::vector<S> conjugate;
    for (const S& value : pencil.functions[f]) conjugate.push_back(Eigen::numext::conj(value));
    const bool real = conjugate == pencil.functions[f];
    index.push_back(static_cast<int>(real ? f : pencil.functions.size()));
    if (!real) pencil.functions.push_back(std::move(conjugate));
  }
  return index;
}

}  // namespace detail

/// [[eta, Q],[Q*, -eta]], the rows and columns of Q* behind those of Q. Multiplied by i from both sides of the second
/// half this is the Hermitian matrix [[0, Q],[Q*, 0]] + i eta, so its inverse exists for every eta > 0, and its Dyson
/// equation has one solution with M_11 > 0 > M_22; yet it is real where Q is. Its block (2,1) tends to the inverse of Q
/// when eta -> 0.
template <class S>
[[nodiscard]] PointPencil<S> hermitized(const PointPencil<S>& pencil, const RealOf<S>& eta) {
  const int n = pencil.size();
  PointPencil<S> result;
  result.spaces = pencil.spaces;
  result.variances = pencil.variances;
  result.functions = pencil.functions;
  const std::vector<int> conjugate = detail::conjugate_functions(result);
  const auto conjugated = [&](int function) { return function < 0 ? function : conjugate[function]; };
  result.rows = pencil.rows;
  result.rows.insert(result.rows.end(), pencil.columns.begin(), pencil.columns.end());
  result.columns = result.rows;
  for (int k = 0; k < n; ++k) {
    result.entries.push_back({k, k, {S(eta)}});
    result.entries.push_back({n + k, n + k, {S(-eta)}});
  }
  for (const auto& entry : pencil.entries) {
    std::vector<S> adjoint;
    for (const S& value : entry.values) adjoint.push_back(Eigen::numext::conj(value));
    result.entries.push_back({entry.row, n + entry.column, entry.values});
    result.entries.push_back({n + entry.column, entry.row, std::move(adjoint)});
  }
  for (const auto& term : pencil.random) {
    result.random.push_back(
        {term.row, n + term.column, term.variable, term.adjoint, term.coefficient, term.left, term.right});
    result.random.push_back({n + term.column, term.row, term.variable, !term.adjoint,
                             Eigen::numext::conj(term.coefficient), conjugated(term.right), conjugated(term.left)});
  }
  return result;
}

}  // namespace freepencil
