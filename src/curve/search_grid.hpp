// SPDX-License-Identifier: GPL-3.0-or-later
// Points of an interval that see every scale of it.
#pragma once

#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// Increasing. Between two positive ends more than two decades apart: equal ratios. Between other finite ends: equal
/// steps, and towards each end distances that fall by equal ratios to 1e-5 of the length. To infinity: distances from
/// the end, or from zero, that grow by equal ratios from 1e-8 to 1e8 times the size of that end, or of one if that is
/// larger. Ends that belong to the interval are points. About `count` points, at least 5.
[[nodiscard]] std::vector<Rational> search_grid(const Interval& interval, int count);

}  // namespace freepencil
