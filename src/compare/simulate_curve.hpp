// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/curve.hpp>
#include <freepencil/validation.hpp>

#include "curve/grid.hpp"
#include "expr/region.hpp"

namespace freepencil {

/// So many points of every line are simulated, evenly spread over those that have values.
inline constexpr std::size_t simulated_points = 9;

/// Fills in Curve::simulations: `validate_model` at some of the points of a curve of real outputs. Returns one sentence
/// for every point at which there is no simulation. `model_at` and `grid` are those of the curve.
[[nodiscard]] std::vector<std::string> simulate_curve(const ModelAt& model_at, const Model& declared, const Grid& grid,
                                                      const ValidationOptions& options, Curve& curve);

}  // namespace freepencil
