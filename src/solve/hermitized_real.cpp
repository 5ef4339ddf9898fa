// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/hermitized.inl.hpp"

namespace freepencil {

template HermitizedRun<double> continue_hermitized(FixedPoint<double>&, const SolveOptions&, std::vector<SolveStep>&);

}  // namespace freepencil
