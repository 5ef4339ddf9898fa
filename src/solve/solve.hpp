// SPDX-License-Identifier: GPL-3.0-or-later
// The physical solution of a Dyson equation, or the reason why there is none.
#pragma once

#include <freepencil/solution.hpp>
#include <freepencil/status.hpp>
#include <string>

#include "dyson/dyson_system.hpp"

namespace freepencil {

template <class S>
struct DysonSolution {
  Status status = Status::NotRun;
  std::string reason;     ///< one sentence unless converged
  Vector<S> g;            ///< the unknown traces; when not converged, the last iterate
  std::vector<S> traces;  ///< the wanted traces; not-a-number unless converged
  int iterations = 0;     ///< steps of all methods
  double residual = 0;
  double branch_radius = 0;
  std::vector<SolveStep> history;
  int unknowns = 0, nonlinear = 0, linear = 0;
};

/// First averaging from g = 0 and Newton; where that finds no root with a branch radius below 1, continuation of the
/// hermitized equation in eta -> 0, which cannot miss the physical solution, and which tells when there is none.
template <class S>
[[nodiscard]] DysonSolution<S> solve(const DysonSystem<S>& system, const SolveOptions& options = {});

/// The second road alone.
template <class S>
[[nodiscard]] DysonSolution<S> solve_hermitized(const DysonSystem<S>& system, const SolveOptions& options = {});

/// Newton alone from a point near the solution, such as the solution at a neighbouring parameter. A root of another
/// branch is WrongBranch, no root Stalled; `solve` is the remedy for both.
template <class S>
[[nodiscard]] DysonSolution<S> solve_from(const DysonSystem<S>& system, const Vector<S>& start,
                                          const SolveOptions& options = {});

extern template DysonSolution<double> solve(const DysonSystem<double>&, const SolveOptions&);
extern template DysonSolution<double> solve_hermitized(const DysonSystem<double>&, const SolveOptions&);
extern template DysonSolution<double> solve_from(const DysonSystem<double>&, const Vector<double>&,
                                                 const SolveOptions&);
extern template DysonSolution<std::complex<double>> solve(const DysonSystem<std::complex<double>>&,
                                                          const SolveOptions&);
extern template DysonSolution<std::complex<double>> solve_hermitized(const DysonSystem<std::complex<double>>&,
                                                                     const SolveOptions&);
extern template DysonSolution<std::complex<double>> solve_from(const DysonSystem<std::complex<double>>&,
                                                               const Vector<std::complex<double>>&,
                                                               const SolveOptions&);

}  // namespace freepencil
