// SPDX-License-Identifier: GPL-3.0-or-later
// From doubles to numbers of any precision and back.
#pragma once

#include "numeric/decimal_text.hpp"

namespace freepencil {

/// The numbers of any precision that belong to double and to std::complex<double>.
template <class S>
struct MultiOf {
  using Type = Multi;
};
template <class T>
struct MultiOf<std::complex<T>> {
  using Type = std::complex<Multi>;
};

[[nodiscard]] inline Multi to_multi(double x) { return Multi(x); }
[[nodiscard]] inline std::complex<Multi> to_multi(const std::complex<double>& x) {
  return {Multi(x.real()), Multi(x.imag())};
}
template <class S>
[[nodiscard]] Eigen::Matrix<typename MultiOf<S>::Type, Eigen::Dynamic, 1> to_multi(
    const Eigen::Matrix<S, Eigen::Dynamic, 1>& v) {
  Eigen::Matrix<typename MultiOf<S>::Type, Eigen::Dynamic, 1> result(v.size());
  for (Eigen::Index k = 0; k < v.size(); ++k) result[k] = to_multi(v[k]);
  return result;
}

[[nodiscard]] inline std::complex<double> to_double(const Multi& x, Rounding rounding = Rounding::Nearest) {
  return rounded_double(x, rounding);
}
[[nodiscard]] inline std::complex<double> to_double(const std::complex<Multi>& x,
                                                    Rounding rounding = Rounding::Nearest) {
  return {rounded_double(x.real(), rounding), rounded_double(x.imag(), rounding)};
}

}  // namespace freepencil
