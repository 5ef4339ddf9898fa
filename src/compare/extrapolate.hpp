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

/// Weighted least squares fit of a + sum of b_p n^-p over `powers`, of which as many are kept, the first ones, as there
/// are sizes to tell them apart; returns a with the standard error that follows from those of the data. Linear
/// statistics of matrices with independent entries have an expansion in 1/n (Bai and Silverstein 2004): its first
/// powers are 1 and 2 where the theory is the limit, 2 and 3 where it has the term of order 1/n already.
[[nodiscard]] Intercept extrapolate(const std::vector<SizedDifference>& differences,
                                    const std::vector<int>& powers = {1, 2});

}  // namespace freepencil
