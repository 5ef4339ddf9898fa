// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/refine.inl.hpp"

namespace freepencil {

template Refinement<double> refine(const DysonSystem<long double>&, const DysonSystem<double>&, const Vector<double>&);

}  // namespace freepencil
