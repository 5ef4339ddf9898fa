// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "estimators/description.hpp"
#include "estimators/draws.hpp"

namespace freepencil::validation {

/// Features f_j(x) = sqrt(N/width)*sin(omega*x'v_j/sqrt(d)), v_j standard normal. With the factor, N the number of rows
/// of the fit, F F'/N + lambda is the kernel matrix F0'F0/n_1 + gamma of Adlam and Pennington (2020), with lambda =
/// gamma.
class RandomFeatures {
 public:
  RandomFeatures(const SineFeatures& kind, Eigen::Index d, Eigen::Index rows, Draws& draws);

  [[nodiscard]] Matrix of(const Matrix& rows) const;

  /// E over x ~ N(0, Sigma) of (f(x)'c - x'w)^2, without sampling x: x'v_i and x'v_j are jointly normal, and for normal
  /// (s, t) with variances a, b and covariance r
  ///   E sin(s) sin(t) = exp(-(a + b)/2) sinh(r),   E t sin(s) = r*exp(-a/2).
  [[nodiscard]] double excess_error(const Vector& coefficients, const Vector& truth, const Vector& covariance) const;

 private:
  Matrix directions_;  ///< row j is omega*v_j/sqrt(d)
  double scale_;
};

}  // namespace freepencil::validation
