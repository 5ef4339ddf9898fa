// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/generic_point.hpp"

namespace freepencil {

/// Replaces every example spectrum by `atoms` atoms whose weights and numbers are letters: new parameters of the model,
/// the weights between zero and one, the numbers positive, or any where the file has negative ones. Returns how many
/// spectra were replaced. The letters get values drawn as those of draw_spectra are.
std::size_t use_symbolic_atoms(Model& model, int atoms, ExactDraws& draws);

}  // namespace freepencil
