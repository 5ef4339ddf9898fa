// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/strength.inl.hpp"

namespace freepencil {

template std::optional<Vector<std::complex<double>>> continue_in_strength(const DysonSystem<std::complex<double>>&,
                                                                          const SolveOptions&, std::vector<SolveStep>&);

}  // namespace freepencil
