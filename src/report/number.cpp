// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <regex>

namespace freepencil::report {

std::string decimal(double value, int digits) {
  if (!std::isfinite(value)) return "-";
  if (value == 0) value = 0;  // no `-0`
  return fmt::format("{:.{}g}", value, digits);
}

std::string decimal(std::complex<double> value, int digits) {
  if (!std::isfinite(value.real()) || !std::isfinite(value.imag())) return "-";
  return fmt::format("{} {} {}i", decimal(value.real(), digits), value.imag() < 0 ? '-' : '+',
                     decimal(std::abs(value.imag()), digits));
}

Measured measured(double value, double standard_error) {
  const bool has_error = std::isfinite(standard_error) && standard_error > 0;
  if (!std::isfinite(value) || !has_error) {
    const std::string text = decimal(value, table_digits);
    return {text, decimal(standard_error, 2), text};
  }
  // Two digits of the error decide where both end; `%e` rounds 0.0999 up to 1.0e-01 before the exponent is read.
  const std::string rounded = fmt::format("{:.1e}", standard_error);
  const int exponent = std::stoi(rounded.substr(rounded.find('e') + 1));
  const int decimals = 1 - exponent;
  if (decimals < 0 || decimals > 15) {
    const std::string error = decimal(standard_error, 2);
    const std::string text = decimal(value, table_digits);
    return {text, error, text + " ± " + error};
  }
  Measured result{fmt::format("{:.{}f}", value, decimals), fmt::format("{:.{}f}", standard_error, decimals), {}};
  // With one decimal or none the digits in brackets would need their point: 12.3(1.4).
  const std::string digits = decimals > 1 ? rounded.substr(0, 1) + rounded.substr(2, 1) : result.error;
  result.brief = fmt::format("{}({})", result.value, digits);
  return result;
}

std::string latex_number(const std::string& decimal) {
  static const std::regex exponential("e[+]?(-?)0*([0-9]+)"), plus_minus("±");
  const std::string powers = std::regex_replace(decimal, exponential, " \\times 10^{$1$2}");
  return std::regex_replace(powers, plus_minus, "\\pm");
}

}  // namespace freepencil::report
