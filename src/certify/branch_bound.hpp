// SPDX-License-Identifier: GPL-3.0-or-later
// An upper bound of the spectral radius of the second-moment operator.
#pragma once

#include <optional>
#include <vector>

#include "dyson/linear_algebra.hpp"
#include "numeric/ball.hpp"

namespace freepencil {

/// ||T^(2^k)||^(1/2^k) in the norm of row sums, for some k at which it is below one: an upper bound of the radius of
/// every matrix in the balls. Nothing where no k of a reasonable size shows it.
template <class B>
[[nodiscard]] std::optional<double> radius_bound(const Matrix<B>& T);

extern template std::optional<double> radius_bound(const Matrix<Ball>&);
extern template std::optional<double> radius_bound(const Matrix<std::complex<Ball>>&);

}  // namespace freepencil
