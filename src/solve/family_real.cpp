// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/family.inl.hpp"

namespace freepencil {

template std::optional<Vector<double>> continue_along(const SystemFamily<double>&, const Vector<double>&,
                                                      const SolveOptions&, SolveMethod, std::vector<SolveStep>&);

}  // namespace freepencil
