// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which the unknowns of a Dyson equation can be solved.
#pragma once

#include <set>

#include "dyson/structure.hpp"

namespace freepencil {

/// Blocks M_{m i} that the second-moment operator of one class of columns is made of.
[[nodiscard]] std::set<Block> second_moment_blocks(const PencilShape& shape, const Pattern& inverse,
                                                   const std::vector<int>& columns);

/// Fills in `relation`, `solved`, `stages` and `components`; needs all the rest of `structure`.
void find_components(const PencilShape& shape, const std::vector<ShapeRelation>* relations, Structure& structure);

}  // namespace freepencil
