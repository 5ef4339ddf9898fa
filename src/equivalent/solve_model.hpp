// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// Outputs with a larger estimated relative error than this are computed again with more digits.
inline constexpr double vouched_accuracy = 1e-10;

/// Whether the whole computation, from the pencil to the outputs, stays with real numbers.
[[nodiscard]] bool stays_real(const Model& model, const Linearization& linearization);

/// The limit of every output of a model at one ensemble: one pencil, one Dyson system, one solve for all traces.
/// Complex arithmetic is used where a coefficient is complex. The root is refined in extended precision, and the effect
/// of rounding is measured by doing the last step in both precisions. `status` tells whether the values may be used;
/// there are none where it is not Converged.
[[nodiscard]] Solution solve_ensemble(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                      const SolveOptions& options, const SolveRequest& request = {});

/// Solves for every output alone and fills in `failed`.
void name_failed_outputs(Model& model, const Ensemble& ensemble, const SolveOptions& options,
                         const SolveRequest& request, Solution& solution);

/// The same from scratch at the declared sizes and spectra, with equations that have been found before. Errors: a
/// parameter point at which the model itself has no meaning (see limit_ensemble).
[[nodiscard]] Expected<Solution> solve_model(Model& model, const ParameterPoint& point, const SolveOptions& options,
                                             const SolveRequest& request = {}, EquationsCache* cache = nullptr);

}  // namespace freepencil
