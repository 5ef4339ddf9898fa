// SPDX-License-Identifier: GPL-3.0-or-later
// Which unknowns of a system x_i = f_i(x) determine all the others.
#pragma once

#include <vector>

#include "dyson/graph.hpp"

namespace freepencil {

/// A smallest set of nodes that cuts every cycle of the graph (Karp 1972), of all such sets one of the least total
/// cost, and of those the first found. Branches on the shortest cycle; after `max_branches` branches the best set so
/// far is taken, which still cuts every cycle.
[[nodiscard]] std::vector<int> feedback_vertex_set(const Digraph& graph, const std::vector<int>& costs,
                                                   int max_branches = 200'000);

/// The nodes of an acyclic graph in levels, every one behind all those that it points to.
[[nodiscard]] std::vector<std::vector<int>> levels(const Digraph& graph, const std::vector<int>& nodes);

}  // namespace freepencil
