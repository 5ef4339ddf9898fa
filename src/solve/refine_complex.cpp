// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/refine.inl.hpp"

namespace freepencil {

template Refinement<std::complex<double>> refine(const DysonSystem<std::complex<long double>>&,
                                                 const DysonSystem<std::complex<double>>&,
                                                 const Vector<std::complex<double>>&);

}  // namespace freepencil
