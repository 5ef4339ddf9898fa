// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix aliases and the few scalar operations that the Dyson equation needs, for any real or complex scalar.
#pragma once

#include <Eigen/Core>

#include "numeric/accumulate.hpp"
#include "numeric/real_of.hpp"

namespace freepencil {

template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;
template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

/// Whether both stand for one number; equal balls need not.
template <class S>
[[nodiscard]] inline bool same_number(const S& a, const S& b) {
  return a == b;
}

/// Infinity minus itself is not a number; this holds for every scalar, real or complex.
template <class S>
[[nodiscard]] inline bool is_finite(const S& value) {
  return value - value == S(0);
}

}  // namespace freepencil
