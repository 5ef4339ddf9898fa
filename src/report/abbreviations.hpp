// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "equivalent/derivation.hpp"

namespace freepencil::report {

/// Inverses of random matrices that the definitions and equivalents of a derivation name more than once, each after
/// those inside of it. Without short names the formulas of a paper would not fit its lines. Internal to this folder.
[[nodiscard]] std::vector<MatrixId> repeated_inverses(const Model& model, const Derivation& derivation);

/// As many names in LaTeX (`R`, or `R_{1}`, `R_{2}`), none of which a letter of the model or an unknown has.
[[nodiscard]] std::vector<std::string> inverse_names(std::size_t count, const Model& model,
                                                     const Derivation& derivation);

}  // namespace freepencil::report
