// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/strength.inl.hpp"

namespace freepencil {

template std::optional<Vector<double>> continue_in_strength(const DysonSystem<double>&, const SolveOptions&,
                                                            std::vector<SolveStep>&);

}  // namespace freepencil
