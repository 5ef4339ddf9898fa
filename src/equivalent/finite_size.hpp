// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>
#include <optional>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// A term of order 1/n with a larger estimated relative error than this is refused, not printed.
inline constexpr double finite_size_accuracy = 1e-8;

/// Whether single directions carry a signal: the limit then has no coefficient of 1/n here, only finite sizes have.
[[nodiscard]] bool has_spikes(const Model& model);

/// The laws that the file gives to the random matrices, in the order of Model::randoms.
[[nodiscard]] std::vector<EntryLaw> declared_laws(const Model& model);

/// The first-order term of E F(tr_1, tr_2, ...) is sum_i dF/dtr_i tr_i1, for normalised traces have covariances of
/// order n^-2. Sets Solution::Value::finite_size of every output of a converged solution of `ensemble`: the coefficient
/// of 1/n at the limit, the correction itself at a finite ensemble. The terms of the traces are computed in double and
/// in extended precision. Returns the reason, one sentence, where an output has none that can be vouched for: then no
/// output has one.
[[nodiscard]] std::optional<FailedOutput> add_finite_size(const Model& model, const Equations& equations,
                                                          const Ensemble& ensemble, const std::vector<EntryLaw>& laws,
                                                          const SolveOptions& options, Solution& solution);

/// The same with the declared laws, to the digits of the request: without it `solution` has no outputs and says why.
void require_finite_size(const Model& model, const Equations& equations, const Ensemble& ensemble,
                         const SolveOptions& options, const SolveRequest& request, Solution& solution);

}  // namespace freepencil
