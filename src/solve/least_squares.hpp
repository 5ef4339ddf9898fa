// SPDX-License-Identifier: GPL-3.0-or-later
// Nonlinear least squares within bounds, in real numbers.
#pragma once

#include <functional>
#include <vector>

namespace freepencil {

/// Minimise |r(x)|^2 / 2 over lower <= x <= upper; as many residuals as unknowns.
struct LeastSquares {
  /// Fills in r(x) and, unless null, its derivative row by row; false where r is not defined.
  std::function<bool(const double* x, double* residual, double* jacobian)> evaluate;
  std::vector<double> lower, upper;
};

/// A Levenberg-Marquardt trust region method from `x`, which is moved to the best point found. Returns |r| at every
/// point on the way; nothing if r is not defined at the start.
[[nodiscard]] std::vector<double> minimize(const LeastSquares& problem, std::vector<double>& x, int max_steps);

}  // namespace freepencil
