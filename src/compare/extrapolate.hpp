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

/// Weighted least squares fit of a + b/n^p + c/n^(p+1), p = `first_power`; without the last term for two sizes, a alone
/// for one. Returns a with the standard error that follows from those of the data. Linear statistics of matrices with
/// independent entries have an expansion in 1/n (Bai and Silverstein 2004): p is 1 where the theory is the limit, 2
/// where it has the term of order 1/n already.
[[nodiscard]] Intercept extrapolate(const std::vector<SizedDifference>& differences, int first_power = 1);

}  // namespace freepencil
