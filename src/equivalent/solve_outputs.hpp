// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// All outputs of a model, those that are limits in a parameter of their own among them: one solve for the ordinary
/// ones, one path for each limit. Errors: those of solve_model and solve_limit; a limit that is to be certified, or
/// whose derivative or term of order 1/n is asked for: limits are extrapolated. A limit that is not finite is a failed
/// output.
[[nodiscard]] Expected<Solution> solve_outputs(Model& model, const ParameterPoint& point, const SolveOptions& options,
                                               const SolveRequest& request = {}, EquationsCache* cache = nullptr);

}  // namespace freepencil
