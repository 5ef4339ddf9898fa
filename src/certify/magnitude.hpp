// SPDX-License-Identifier: GPL-3.0-or-later
// Upper bounds of absolute values and norms, for real and complex balls alike.
#pragma once

#include "dyson/linear_algebra.hpp"
#include "numeric/ball.hpp"

namespace freepencil {

/// A ball whose upper end bounds |x| for every number in x.
[[nodiscard]] inline Ball magnitude(const Ball& x) { return abs(x); }
[[nodiscard]] inline Ball magnitude(const std::complex<Ball>& x) { return abs(x.real()) + abs(x.imag()); }

/// max_i sum_j |A_ij|
template <class B>
[[nodiscard]] Ball row_sum_norm(const Matrix<B>& A) {
  Multi largest(0);
  for (Eigen::Index i = 0; i < A.rows(); ++i) {
    Ball sum(0);
    for (Eigen::Index j = 0; j < A.cols(); ++j) sum += magnitude(A(i, j));
    if (!sum.is_finite()) return sum;
    largest = std::max(largest, sum.upper());
  }
  return Ball(largest);
}

[[nodiscard]] inline bool strictly_inside(const Ball& outer, const Ball& inner) {
  return outer.contains_in_interior(inner);
}
[[nodiscard]] inline bool strictly_inside(const std::complex<Ball>& outer, const std::complex<Ball>& inner) {
  return outer.real().contains_in_interior(inner.real()) && outer.imag().contains_in_interior(inner.imag());
}

/// The centre, exactly.
[[nodiscard]] inline Ball centre(const Ball& x) { return x.centre(); }
[[nodiscard]] inline std::complex<Ball> centre(const std::complex<Ball>& x) {
  return {x.real().centre(), x.imag().centre()};
}
[[nodiscard]] inline Multi middle(const Ball& x) { return x.middle(); }
[[nodiscard]] inline std::complex<Multi> middle(const std::complex<Ball>& x) {
  return {x.real().middle(), x.imag().middle()};
}

/// x and everything within `radius` of it, in both parts.
[[nodiscard]] inline Ball widened(const Ball& x, const Ball& radius) { return x.widened(radius); }
[[nodiscard]] inline std::complex<Ball> widened(const std::complex<Ball>& x, const Ball& radius) {
  return {x.real().widened(radius), x.imag().widened(radius)};
}

[[nodiscard]] inline Ball as_ball(const Multi& x) { return Ball(x); }
[[nodiscard]] inline std::complex<Ball> as_ball(const std::complex<Multi>& x) {
  return {Ball(x.real()), Ball(x.imag())};
}

}  // namespace freepencil
