// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/hermitized.inl.hpp"

namespace freepencil {

template HermitizedRun<std::complex<double>> continue_hermitized(FixedPoint<std::complex<double>>&, const SolveOptions&,
                                                                 std::vector<SolveStep>&);

}  // namespace freepencil
