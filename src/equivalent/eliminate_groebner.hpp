// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "equivalent/eliminate_resultants.hpp"

namespace freepencil {

/// Elimination by a Groebner basis over the rational functions of the parameters, in an order that puts the eliminated
/// variables first. The program `options.singular` computes it (https://www.singular.uni-kl.de), within the `seconds`
/// that are left of `options.seconds`.
[[nodiscard]] PolynomialsOrError eliminate_by_groebner(const AlgebraicSystem& system, const EliminationOptions& options,
                                                       double seconds);

}  // namespace freepencil
