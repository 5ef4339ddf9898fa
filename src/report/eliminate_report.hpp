// SPDX-License-Identifier: GPL-3.0-or-later
// What elimination has found, as a part of the report on a derivation. Internal to this folder.
#pragma once

#include <string>

#include "equivalent/eliminate.hpp"
#include "report/json.hpp"

namespace freepencil::report {

/// A line `Eliminated: polynomial = 0` for every relation, with the factors of what elimination gave below it.
[[nodiscard]] std::string eliminate_text(const Model& model, const Derivation& derivation,
                                         const Elimination& elimination);
/// A sentence and one equation a relation.
[[nodiscard]] std::string eliminate_latex(const Model& model, const Derivation& derivation,
                                          const Elimination& elimination);
[[nodiscard]] Json eliminate_json(const Model& model, const Derivation& derivation, const Elimination& elimination);

}  // namespace freepencil::report
