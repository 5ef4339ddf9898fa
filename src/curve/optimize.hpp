// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/optimum.hpp>

#include "curve/objective.hpp"

namespace freepencil {

inline constexpr std::size_t most_dimensions = 5;

/// The interval in which a parameter is varied: the declared range, cut down to what was asked for. An end that was
/// asked for belongs to it where the declared range has it.
[[nodiscard]] Interval search_interval(const Model& model, const OptimizeOptions::Range& range);

/// The best value of one output over one to `most_dimensions` parameters, the others staying where `point` has them.
[[nodiscard]] Optimum optimize(const Model& model, const ModelFor& model_for, const ParameterPoint& point,
                               const OptimizeOptions& options);

}  // namespace freepencil
