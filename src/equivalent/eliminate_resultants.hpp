// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "equivalent/witness.hpp"

namespace freepencil {

/// Polynomials in the quantities and the parameters that vanish at the physical solution, or why there are none.
using PolynomialsOrError = std::variant<std::vector<Polynomial>, std::string>;

/// One unknown after the other, from the smallest equation that holds it; after each step only the factor that vanishes
/// at the solution goes on. The last ones come whole.
[[nodiscard]] PolynomialsOrError eliminate_by_resultants(const AlgebraicSystem& system, const Witness& witness);

/// Two irreducible polynomials that vanish at the physical solution, made shorter: a combination in which a term
/// cancels takes the place of the longer one, as long as that helps.
void shorten(std::vector<Polynomial>& pair, const Witness& witness, const PolynomialRing& ring);

}  // namespace freepencil
