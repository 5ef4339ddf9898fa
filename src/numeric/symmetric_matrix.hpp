// SPDX-License-Identifier: GPL-3.0-or-later
// Real symmetric matrices given entry by entry, and their eigenvalues.
#pragma once

#include <cstddef>
#include <vector>

namespace freepencil {

/// size * size numbers, row by row; empty: no values are known.
struct DenseMatrix {
  std::size_t size = 0;
  std::vector<double> entries;

  [[nodiscard]] bool empty() const { return entries.empty(); }
  [[nodiscard]] double operator()(std::size_t i, std::size_t j) const { return entries[i * size + j]; }
};

/// A = V diag(values) V'. An eigenvalue that is zero to rounding, at most size * 2^-52 times the largest in modulus, is
/// exactly zero: the square root of a singular covariance exists, its inverse does not.
struct Eigensystem {
  std::vector<double> values;   ///< increasing
  std::vector<double> vectors;  ///< column k of V at [k*size]; empty where they were not asked for
};

/// Of a symmetric matrix with finite entries.
[[nodiscard]] std::vector<double> eigenvalues(const DenseMatrix& matrix);
[[nodiscard]] Eigensystem eigensystem(const DenseMatrix& matrix);

}  // namespace freepencil
