// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as text. A number that is not finite is shown as a dash: no report contains `nan` or `inf`.
#pragma once

#include <complex>
#include <string>

namespace freepencil::report {

/// Significant digits of a limit in tables for people; the solver's tolerance vouches for about that many.
inline constexpr int table_digits = 10;
/// Enough for every double to read back as itself.
inline constexpr int exact_digits = 17;

[[nodiscard]] std::string decimal(double value, int digits);
/// `0.5 + 0.25i`
[[nodiscard]] std::string decimal(std::complex<double> value, int digits);

/// A mean and its standard error, both rounded to the second digit of the error.
struct Measured {
  std::string value;  ///< `0.12346`
  std::string error;  ///< `0.00012`
  std::string brief;  ///< `0.12346(12)`
};
[[nodiscard]] Measured measured(double value, double standard_error);

/// `1.5e-05` as `1.5 \times 10^{-5}`, for math mode; other text is left as it is.
[[nodiscard]] std::string latex_number(const std::string& decimal);

}  // namespace freepencil::report
