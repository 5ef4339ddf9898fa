// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/trust_region.inl.hpp"

namespace freepencil {

template DirectRun<double> solve_in_trust_region(FixedPoint<double>&, const Vector<double>&, const SolveOptions&,
                                                 std::vector<SolveStep>&);

}  // namespace freepencil
