// SPDX-License-Identifier: GPL-3.0-or-later
// The physical solution of a Dyson equation, or the reason why there is none.
#pragma once

#include <freepencil/solution.hpp>
#include <freepencil/status.hpp>
#include <string>

#include "solve/family.hpp"

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

/// What the methods may be given besides the system.
template <class S>
struct SolveGuide {
  /// Where Averaged, Anderson, Newton and TrustRegion begin, in the order of DysonSystem::unknown. Any point will do: a
  /// root of another branch is refused, and they begin once more from their own start. Empty: their own start alone.
  Vector<S> start;
  /// What Parameter follows, one after the other until one arrives; all of them end at the system itself. Asked for
  /// only when the method is tried. Empty: the method has nothing to do.
  std::function<std::vector<SystemFamily<S>>()> families;
};

/// The methods of the options one after the other until one finds a root with a branch radius below 1. Hermitized,
/// which cannot miss the physical solution, also tells when there is none, which ends the search. A linear component of
/// the unknowns takes one linear solve, whatever the method.
template <class S>
[[nodiscard]] DysonSolution<S> solve(const DysonSystem<S>& system, const SolveOptions& options = {},
                                     const SolveGuide<S>& guide = {});

/// Hermitized alone.
template <class S>
[[nodiscard]] DysonSolution<S> solve_hermitized(const DysonSystem<S>& system, SolveOptions options = {});

/// The system at t = 1 by following the family from t = 0.
template <class S>
[[nodiscard]] DysonSolution<S> solve_along(const SystemFamily<S>& family, SolveOptions options = {});

/// Newton alone from a point near the solution, such as the solution at a neighbouring parameter. A root of another
/// branch is WrongBranch, no root Stalled; `solve` is the remedy for both.
template <class S>
[[nodiscard]] DysonSolution<S> solve_from(const DysonSystem<S>& system, const Vector<S>& start,
                                          const SolveOptions& options = {});
/// The same with a map of the system, which is left where it was evaluated last: at the solution where there is one.
template <class S>
[[nodiscard]] DysonSolution<S> solve_from(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options = {});

extern template DysonSolution<double> solve(const DysonSystem<double>&, const SolveOptions&, const SolveGuide<double>&);
extern template DysonSolution<double> solve_hermitized(const DysonSystem<double>&, SolveOptions);
extern template DysonSolution<double> solve_along(const SystemFamily<double>&, SolveOptions);
extern template DysonSolution<double> solve_from(const DysonSystem<double>&, const Vector<double>&,
                                                 const SolveOptions&);
extern template DysonSolution<std::complex<double>> solve(const DysonSystem<std::complex<double>>&, const SolveOptions&,
                                                          const SolveGuide<std::complex<double>>&);
extern template DysonSolution<std::complex<double>> solve_hermitized(const DysonSystem<std::complex<double>>&,
                                                                     SolveOptions);
extern template DysonSolution<std::complex<double>> solve_along(const SystemFamily<std::complex<double>>&,
                                                                SolveOptions);
extern template DysonSolution<std::complex<double>> solve_from(const DysonSystem<std::complex<double>>&,
                                                               const Vector<std::complex<double>>&,
                                                               const SolveOptions&);
extern template DysonSolution<double> solve_from(FixedPoint<double>&, const Vector<double>&, const SolveOptions&);
extern template DysonSolution<std::complex<double>> solve_from(FixedPoint<std::complex<double>>&,
                                                               const Vector<std::complex<double>>&,
                                                               const SolveOptions&);

}  // namespace freepencil
