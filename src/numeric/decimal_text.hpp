// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/decimal.hpp>
#include <string>

#include "numeric/multiprecision.hpp"

namespace freepencil {

enum class Rounding { Nearest, Down, Up };

/// Exactly `digits` significant digits: `0.012500` where the exponent is moderate, `1.2500e-40` where it is not. `-`
/// where the number is not finite.
[[nodiscard]] std::string decimal_text(const Multi& value, int digits, Rounding rounding = Rounding::Nearest);

[[nodiscard]] inline Decimal decimal(const Multi& value, int digits, Rounding rounding = Rounding::Nearest) {
  return {decimal_text(value, digits, rounding), {}};
}
/// The larger part has so many digits, the smaller one as many decimals: a complex number is known in relation to its
/// modulus.
[[nodiscard]] Decimal decimal(const std::complex<Multi>& value, int digits, Rounding rounding = Rounding::Nearest);

/// The nearest double, or the nearest below or above.
[[nodiscard]] double rounded_double(const Multi& value, Rounding rounding = Rounding::Nearest);

}  // namespace freepencil
