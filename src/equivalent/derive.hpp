// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>

#include "equivalent/derivation.hpp"

namespace freepencil {

/// The minimal pencil of all outputs, the reduced fixed-point equations, the outputs as formulas and the deterministic
/// equivalents of the inverses in the file, all parameters kept as symbols. Errors: an output without a limit.
[[nodiscard]] Expected<Derivation> derive(Model& model);

/// The equations and the outputs alone: what arithmetic goes on with needs neither a short pencil nor equivalents.
[[nodiscard]] Expected<Derivation> derive_equations(Model& model);

}  // namespace freepencil
