// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/components.inl.hpp"
#include "solve/direct.inl.hpp"
#include "solve/family.inl.hpp"
#include "solve/strength.inl.hpp"
#include "solve/strength_precise.hpp"

namespace freepencil {

template std::optional<Vector<std::complex<Multi>>> continue_in_strength(const DysonSystem<std::complex<Multi>>&,
                                                                         const SolveOptions&, std::vector<SolveStep>&);

}  // namespace freepencil
