// SPDX-License-Identifier: GPL-3.0-or-later
// The work of order N^2 around the BLAS calls: scaling by diagonals, sums, and traces of products.
#pragma once

#include "montecarlo/dense.hpp"

namespace freepencil::kernels {

/// The diagonal of a diagonal matrix; empty: the identity.
template <class T>
using Diagonal = std::span<const T>;

template <class T>
[[nodiscard]] T at(Diagonal<T> diagonal, std::size_t k) {
  return diagonal.empty() ? T(1) : diagonal[k];
}

/// An entry of op(a).
template <class T>
[[nodiscard]] T entry(const Dense<T>& a, bool adjoint, std::size_t i, std::size_t j) {
  return adjoint ? conjugate(a(j, i)) : a(i, j);
}

/// result[row.., column..] += coefficient * left * op(a) * right, or = where `overwrite` is set; of a half sum the
/// entries on and below the diagonal.
template <class T>
void accumulate(T coefficient, Diagonal<T> left, const Dense<T>& a, bool adjoint, Diagonal<T> right, bool half,
                bool overwrite, std::size_t row, std::size_t column, Dense<T>& result);

/// result = left * op(a); `result` is another matrix.
template <class T>
void scale_rows(Diagonal<T> left, const Dense<T>& a, bool adjoint, Dense<T>& result);

/// Fills the upper triangle of a Hermitian matrix.
template <class T>
void mirror(Dense<T>& a);

/// sum of left_i op(a)_ij middle_j op(b)_ji.
template <class T>
[[nodiscard]] T pair_sum(Diagonal<T> left, const Dense<T>& a, bool adjoint_a, Diagonal<T> middle, const Dense<T>& b,
                         bool adjoint_b);
/// The same for Hermitian a and b of which the lower triangles are there.
template <class T>
[[nodiscard]] T half_pair_sum(Diagonal<T> left, const Dense<T>& a, Diagonal<T> middle, const Dense<T>& b);

}  // namespace freepencil::kernels
