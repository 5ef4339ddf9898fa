// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/solve.inl.hpp"

namespace freepencil {

template DysonSolution<std::complex<double>> solve(const DysonSystem<std::complex<double>>&, const SolveOptions&,
                                                   const SolveGuide<std::complex<double>>&);
template DysonSolution<std::complex<double>> solve_hermitized(const DysonSystem<std::complex<double>>&, SolveOptions);
template DysonSolution<std::complex<double>> solve_along(const SystemFamily<std::complex<double>>&, SolveOptions);
template DysonSolution<std::complex<double>> solve_from(const DysonSystem<std::complex<double>>&,
                                                        const Vector<std::complex<double>>&, const SolveOptions&);
template DysonSolution<std::complex<double>> solve_from(FixedPoint<std::complex<double>>&,
                                                        const Vector<std::complex<double>>&, const SolveOptions&);

}  // namespace freepencil
