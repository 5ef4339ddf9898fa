// SPDX-License-Identifier: GPL-3.0-or-later
// The spectral radius of a positive map, by squaring.
#pragma once

#include "dyson/linear_algebra.hpp"

namespace freepencil {

/// For a matrix whose spectral radius r is an eigenvalue, as it is for every completely positive map (Evans and
/// Hoegh-Krohn 1978). |T^(2^k)|^(1/2^k) tends to r always; the ratio |T^(2^(k+1))| / |T^(2^k)| = r^(2^k) (1 + o(1))
/// loses the constant in front, so a few squarings give all digits unless r is close to being a multiple eigenvalue.
template <class S>
[[nodiscard]] RealOf<S> spectral_radius(Matrix<S> T);

extern template double spectral_radius<double>(Matrix<double>);
extern template double spectral_radius<std::complex<double>>(Matrix<std::complex<double>>);
extern template long double spectral_radius<long double>(Matrix<long double>);
extern template long double spectral_radius<std::complex<long double>>(Matrix<std::complex<long double>>);

}  // namespace freepencil
