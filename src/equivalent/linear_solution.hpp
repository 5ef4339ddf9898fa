// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "expr/scalar.hpp"

namespace freepencil {

/// More unknowns than this have no short formula.
inline constexpr std::size_t most_linear_unknowns = 4;

/// One unknown of matrix * x = right by Cramer's rule: a quotient of determinants, expanded by rows. The matrix is
/// square, with at most most_linear_unknowns rows.
[[nodiscard]] ScalarId linear_solution(Scalars& scalars, const std::vector<std::vector<ScalarId>>& matrix,
                                       const std::vector<ScalarId>& right, std::size_t component);

}  // namespace freepencil
