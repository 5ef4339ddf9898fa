// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/trust_region.inl.hpp"

namespace freepencil {

template DirectRun<std::complex<double>> solve_in_trust_region(FixedPoint<std::complex<double>>&,
                                                               const Vector<std::complex<double>>&, const SolveOptions&,
                                                               std::vector<SolveStep>&);

}  // namespace freepencil
