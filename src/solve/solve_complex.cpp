// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/solve.inl.hpp"

namespace freepencil {

template DysonSolution<std::complex<double>> solve(const DysonSystem<std::complex<double>>&, const SolveOptions&);
template DysonSolution<std::complex<double>> solve_hermitized(const DysonSystem<std::complex<double>>&,
                                                              const SolveOptions&);
template DysonSolution<std::complex<double>> solve_from(const DysonSystem<std::complex<double>>&,
                                                        const Vector<std::complex<double>>&, const SolveOptions&);

}  // namespace freepencil
