// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/exponent.hpp>

#include "curve/objective.hpp"

namespace freepencil {

/// The scaling of one output with one parameter, the others staying where `point` has them.
[[nodiscard]] Scaling scaling(const Model& model, const ModelFor& model_for, const ParameterPoint& point,
                              const ExponentOptions& options);

}  // namespace freepencil
