// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/family.inl.hpp"

namespace freepencil {

template std::optional<Vector<std::complex<double>>> continue_along(const SystemFamily<std::complex<double>>&,
                                                                    const Vector<std::complex<double>>&,
                                                                    const SolveOptions&, SolveMethod,
                                                                    std::vector<SolveStep>&);

}  // namespace freepencil
