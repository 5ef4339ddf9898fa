// SPDX-License-Identifier: GPL-3.0-or-later
// Continuation in the strength of the random part in numbers of any precision.
#pragma once

#include "dyson/precise.hpp"
#include "solve/strength.hpp"

namespace freepencil {

extern template std::optional<Vector<Multi>> continue_in_strength(const DysonSystem<Multi>&, const SolveOptions&,
                                                                  std::vector<SolveStep>&);
extern template std::optional<Vector<std::complex<Multi>>> continue_in_strength(const DysonSystem<std::complex<Multi>>&,
                                                                                const SolveOptions&,
                                                                                std::vector<SolveStep>&);

}  // namespace freepencil
