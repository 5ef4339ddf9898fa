// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which the unknowns of a Dyson equation can be solved.
#pragma once

#include <set>

#include "dyson/structure.hpp"

namespace freepencil {

/// Blocks M_{m i} that the second-moment operator of one class of columns is made of.
[[nodiscard]] std::set<Block> second_moment_blocks(const PencilShape& shape, const Pattern& inverse,
                                                   const std::vector<int>& columns);

/// Needs all of `structure` but its components.
[[nodiscard]] std::vector<Component> components(const PencilShape& shape, const Structure& structure);

}  // namespace freepencil
