// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dyson/relations.hpp"

namespace freepencil {

/// Traces that are equal in the limit because their equations are the same, though the matrices are not: independent
/// copies of one random matrix. The coarsest partition of the traces that the fixed-point map respects: iteration from
/// a start that is constant on its parts stays so, and it leads to the physical solution. Found by refinement at random
/// points over a prime field, from one part until images tell no more traces apart. `relations` hold already.
[[nodiscard]] std::vector<Relation> identical_equations(const Model& model, const Linearization& linearization,
                                                        const Structure& structure,
                                                        const std::vector<Relation>& relations);

/// The relations that the fixed-point map does not respect: it leads out of the subspace where they hold. They are true
/// of the physical solution, but in place of an equation they would let in roots that are none of the equation's.
/// `structure` is that of the linearization with these relations. `stated` are the same relations as they were found,
/// where a trace may be expressed by one that another relation expresses: so only the one at fault is named.
[[nodiscard]] std::vector<bool> not_respected(const Model& model, const Linearization& linearization,
                                              const Structure& structure, const std::vector<Relation>& relations,
                                              const std::vector<Relation>& stated);

}  // namespace freepencil
