// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"
#include "solve/solve.hpp"

namespace freepencil {

/// The root in double precision of the system in which every trace is an unknown, those that only the term of order 1/n
/// needs included: from the solution of the reduced system where that determines all traces, else from scratch.
template <class S>
[[nodiscard]] DysonSolution<S> solve_whole(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                           const SolveOptions& options);

extern template DysonSolution<double> solve_whole(const Model&, const Equations&, const Ensemble&, const SolveOptions&);
extern template DysonSolution<std::complex<double>> solve_whole(const Model&, const Equations&, const Ensemble&,
                                                                const SolveOptions&);

}  // namespace freepencil
