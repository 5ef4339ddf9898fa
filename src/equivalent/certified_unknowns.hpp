// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "equivalent/derivation.hpp"
#include "laws/ensemble.hpp"
#include "numeric/ball.hpp"

namespace freepencil {

/// Balls that contain the values of `Derivation::unknowns` at the physical solution at a parameter point: a root that
/// is proved to exist, with a branch radius that is proved to be below one (see certify/certify.hpp). Radii are near
/// 10^-digits; they are in the precision that is current. Else one sentence without a full stop: complex numbers, no
/// solution, none that is proved.
[[nodiscard]] std::variant<std::vector<Ball>, std::string> certified_unknowns(Model& model,
                                                                              const Derivation& derivation,
                                                                              const Ensemble& ensemble, int digits);

}  // namespace freepencil
