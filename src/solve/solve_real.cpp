// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/solve.inl.hpp"

namespace freepencil {

template DysonSolution<double> solve(const DysonSystem<double>&, const SolveOptions&, const SolveGuide<double>&);
template DysonSolution<double> solve_hermitized(const DysonSystem<double>&, SolveOptions);
template DysonSolution<double> solve_along(const SystemFamily<double>&, SolveOptions);
template DysonSolution<double> solve_from(const DysonSystem<double>&, const Vector<double>&, const SolveOptions&);
template DysonSolution<double> solve_from(FixedPoint<double>&, const Vector<double>&, const SolveOptions&);

}  // namespace freepencil
