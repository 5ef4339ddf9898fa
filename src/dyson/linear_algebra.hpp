// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix aliases and the few scalar operations that the Dyson equation needs, for any real or complex scalar.
#pragma once

#include <Eigen/Core>
#include <complex>

#include "numeric/real_of.hpp"

namespace freepencil {

template <class S>
using Vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;
template <class S>
using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

/// a*b. The library's complex product checks for infinities, which costs more than the product; here a result that is
/// not finite is noticed later, once for a whole block.
template <class S>
[[nodiscard]] inline S multiply(const S& a, const S& b) {
  return a * b;
}
template <class T>
[[nodiscard]] inline std::complex<T> multiply(const std::complex<T>& a, const std::complex<T>& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// Infinity minus itself is not a number; this holds for every scalar, real or complex.
template <class S>
[[nodiscard]] inline bool is_finite(const S& value) {
  return value - value == S(0);
}

}  // namespace freepencil
