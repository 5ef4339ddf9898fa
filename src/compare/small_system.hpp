// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "numeric/ball.hpp"

namespace freepencil {

/// What pivots are chosen by, as Ball has it.
[[nodiscard]] inline double pivot_size(double x) { return std::abs(x); }
[[nodiscard]] inline Multi pivot_size(const Multi& x) { return abs(x); }

/// The solution of A x = b for a few unknowns, by elimination with the largest pivot of a column (Golub and Van Loan,
/// section 3.4); nothing where there is no pivot. In balls it encloses the solutions of all systems in them.
template <class S>
[[nodiscard]] std::optional<std::vector<S>> solve_small(std::vector<std::vector<S>> A, std::vector<S> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t best = k;
    for (std::size_t i = k + 1; i < n; ++i) {
      if (pivot_size(A[i][k]) > pivot_size(A[best][k])) best = i;
    }
    if (!(pivot_size(A[best][k]) > 0)) return std::nullopt;
    std::swap(A[k], A[best]);
    std::swap(b[k], b[best]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const S factor = A[i][k] / A[k][k];
      for (std::size_t j = k + 1; j < n; ++j) A[i][j] -= factor * A[k][j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= A[k][j] * b[j];
    b[k] /= A[k][k];
  }
  return b;
}

}  // namespace freepencil
