// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>

#include "dyson/linear_algebra.hpp"
#include "numeric/multiprecision.hpp"

namespace freepencil::detail {

/// What stands for the difference of two numbers of which one is zero.
inline constexpr double nothing_known = 1e6;

/// log10 of |a - b| / |b|; minus infinity where they are equal, infinity where one is not finite.
template <class S>
double relative_difference(const S& a, const S& b) {
  using std::abs, std::log10;
  const Multi difference(abs(a - b)), size(abs(b));
  if (!is_finite(difference) || !is_finite(size)) return std::numeric_limits<double>::infinity();
  if (difference == 0) return -std::numeric_limits<double>::infinity();
  if (size == 0) return nothing_known;
  return static_cast<double>(Multi(log10(difference)) - Multi(log10(size)));
}

}  // namespace freepencil::detail
