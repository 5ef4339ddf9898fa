// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "equivalent/eliminate.hpp"

namespace freepencil {

/// Solves the equations in numbers at other parameters than those of the file; model and derivation must outlive it.
/// The unknowns come from the Dyson equation, not from their formulas in the derivation, and the outputs from the file:
/// that the formulas hold there is a check of them.
[[nodiscard]] PhysicalSolution physical_solution(Model& model, const Derivation& derivation);

}  // namespace freepencil
