// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/direct.inl.hpp"

namespace freepencil {

template DirectRun<std::complex<double>> polish(FixedPoint<std::complex<double>>&, const Vector<std::complex<double>>&,
                                                const SolveOptions&, std::vector<SolveStep>&);
template DirectRun<std::complex<double>> iterate(FixedPoint<std::complex<double>>&, const Vector<std::complex<double>>&,
                                                 const SolveOptions&, int, int, std::vector<SolveStep>&);

}  // namespace freepencil
