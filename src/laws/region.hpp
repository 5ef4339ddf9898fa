// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the space of parameters an expression holds.
#pragma once

#include <optional>
#include <vector>

#include "laws/ensemble.hpp"

namespace freepencil {

/// Whether all comparisons between numbers of the file hold at a point, in exact arithmetic; nothing where a side, or
/// a size, is not rational.
[[nodiscard]] std::optional<bool> hold(const Model& model, const ParameterPoint& point,
                                       const std::vector<Comparison>& comparisons);

}  // namespace freepencil
