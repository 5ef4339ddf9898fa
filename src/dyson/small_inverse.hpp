// SPDX-License-Identifier: GPL-3.0-or-later
// The inverse of one small dense matrix in place: no allocation, so it can run once for every atom.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "dyson/linear_algebra.hpp"

namespace freepencil {

/// For choosing a pivot only: within a factor sqrt(2) of the absolute value and cheaper where the scalar is complex.
template <class S>
[[nodiscard]] inline RealOf<S> pivot_size(const S& a) {
  using std::abs;
  if constexpr (Eigen::NumTraits<S>::IsComplex) {
    return abs(a.real()) + abs(a.imag());
  } else {
    return abs(a);
  }
}

namespace detail {

/// Gauss and Jordan with row pivoting; `Fixed` is the size where the compiler is to unroll for it, else zero.
template <int Fixed, class S>
bool eliminate_in_place(int size, S* __restrict a) {
  const int n = Fixed > 0 ? Fixed : size;
  constexpr int common = Fixed > 0 ? Fixed : 64;
  std::array<int, common> few{};
  std::vector<int> many;
  if (Fixed == 0 && n > common) many.resize(n);
  int* const swapped = many.empty() ? few.data() : many.data();
  for (int p = 0; p < n; ++p) {
    int best = p;
    for (int r = p + 1; r < n; ++r) {
      if (pivot_size(a[r * n + p]) > pivot_size(a[best * n + p])) best = r;
    }
    swapped[p] = best;
    if (best != p) std::swap_ranges(a + p * n, a + (p + 1) * n, a + best * n);
    const S pivot = S(1) / a[p * n + p];
    if (!is_finite(pivot)) return false;
    S* const row = a + p * n;
    row[p] = S(1);
    for (int c = 0; c < n; ++c) row[c] = multiply(row[c], pivot);
    for (int r = 0; r < n; ++r) {
      if (r == p) continue;
      S* const other = a + r * n;
      const S factor = other[p];
      other[p] = S(0);
      if (factor == S(0)) continue;
      for (int c = 0; c < n; ++c) other[c] -= multiply(factor, row[c]);
    }
  }
  for (int p = n - 1; p >= 0; --p) {
    if (swapped[p] == p) continue;
    for (int r = 0; r < n; ++r) std::swap(a[r * n + p], a[r * n + swapped[p]]);
  }
  return true;
}

}  // namespace detail

/// The inverse of a row-major n x n array; false, with rubbish in the array, if a pivot is zero or an entry is not
/// finite.
template <class S>
bool invert_in_place(int n, S* a) {
  if (n == 2) {
    // As accurate as pivoting: the only cancellation is in the determinant, which is the second pivot times the first.
    const S determinant = multiply(a[0], a[3]) - multiply(a[1], a[2]);
    const S scale = S(1) / determinant;
    const S first = multiply(a[3], scale);
    a[1] = -multiply(a[1], scale);
    a[2] = -multiply(a[2], scale);
    a[3] = multiply(a[0], scale);
    a[0] = first;
    return is_finite(scale) && is_finite(a[0]) && is_finite(a[1]) && is_finite(a[2]) && is_finite(a[3]);
  }
  switch (n) {
    case 3:
      return detail::eliminate_in_place<3>(n, a);
    case 4:
      return detail::eliminate_in_place<4>(n, a);
    case 5:
      return detail::eliminate_in_place<5>(n, a);
    case 6:
      return detail::eliminate_in_place<6>(n, a);
    default:
      return detail::eliminate_in_place<0>(n, a);
  }
}

}  // namespace freepencil
