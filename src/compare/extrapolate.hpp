// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace freepencil {

/// A measured difference at size n with its standard error.
struct SizedDifference {
  double n = 0;
  double value = 0;
  double standard_error = 0;
};

/// The intercept at 1/n = 0.
struct Intercept {
  double value = 0;
  double standard_error = 0;
};

/// Weighted least squares fit of a + b/n + c/n^2 (a + b/n for two sizes, a for one); returns a with the standard error
/// that follows from those of the data. Linear statistics of Gaussian matrices have such an expansion (engine of the
/// 1/n correction: Bai and Silverstein 2004), so that what is left is of order n^-3.
[[nodiscard]] Intercept extrapolate(const std::vector<SizedDifference>& differences);

}  // namespace freepencil
