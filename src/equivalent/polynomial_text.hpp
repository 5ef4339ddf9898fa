// SPDX-License-Identifier: GPL-3.0-or-later
// Polynomials as computer algebra systems read and write them: `3*x0^2*x1-x2+1`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "numeric/polynomial.hpp"

namespace freepencil {

/// Variable k is x<k>.
[[nodiscard]] std::string to_text(const Polynomial& polynomial);

/// Sums, products, brackets, natural powers and division by numbers; nothing if it is anything else.
[[nodiscard]] std::optional<Polynomial> parse_polynomial(const PolynomialRing& ring, std::string_view text);

}  // namespace freepencil
