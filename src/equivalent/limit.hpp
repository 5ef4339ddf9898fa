// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// The outputs as one parameter goes to a limit from a named side, the others staying where `point` has them: values
/// where they are finite, else the leading behaviour c * h^r. The physical root is followed to ever smaller h = 10^-m,
/// predicted by the power of h that every unknown follows, and the outputs there are extrapolated; both c and its error
/// come from arithmetic with as many digits as that takes. Errors: a point on the way at which the model has no
/// meaning.
[[nodiscard]] Expected<Solution> solve_limit(Model& model, const ParameterPoint& point, const LimitPoint& limit,
                                             const SolveOptions& options, const SolveRequest& request,
                                             EquationsCache* cache = nullptr);

}  // namespace freepencil
