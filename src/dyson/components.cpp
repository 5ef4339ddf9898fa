// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/components.hpp"

#include <algorithm>

namespace freepencil {
namespace {

bool contains(const std::vector<int>& sorted, int value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

// Whether block M_{kl} depends on S_ij.
bool depends(const Pattern& inverse, const Block& block, const CovarianceTerm& term) {
  return inverse(block.column, term.row) && inverse(term.column, block.row);
}

bool is_nonlinear(const Structure& structure, const std::vector<int>& unknowns) {
  const Pattern& inverse = structure.inverse;
  std::set<std::pair<int, int>> positions;
  for (const auto& term : structure.covariance) {
    if (contains(unknowns, term.unknown)) positions.insert({term.row, term.column});
  }
  return std::any_of(unknowns.begin(), unknowns.end(), [&](int u) {
    const auto [k, l] = structure.unknowns[u];
    for (const auto& [i, j] : positions) {
      if (!inverse(k, i)) continue;
      for (const auto& [i2, j2] : positions) {
        if (inverse(j, i2) && inverse(j2, l)) return true;
      }
    }
    return false;
  });
}

// The place of the last component that a class of columns depends on; -1 if it depends on no unknown.
int last_component(const PencilShape& shape, const Structure& structure, const std::vector<int>& columns,
                   const std::vector<int>& component_of) {
  int last = -1;
  for (const Block& block : second_moment_blocks(shape, structure.inverse, columns)) {
    for (const auto& term : structure.covariance) {
      if (depends(structure.inverse, block, term)) last = std::max(last, component_of[term.unknown]);
    }
  }
  return last;
}

}  // namespace

std::set<Block> second_moment_blocks(const PencilShape& shape, const Pattern& inverse,
                                     const std::vector<int>& columns) {
  std::set<Block> blocks;
  for (const auto& term : shape.random) {
    if (!contains(columns, term.column)) continue;
    for (int m : columns) {
      if (inverse(m, term.row)) blocks.insert({m, term.row});
    }
  }
  return blocks;
}

std::vector<Component> components(const PencilShape& shape, const Structure& structure) {
  const int unknowns = static_cast<int>(structure.unknowns.size());
  Digraph graph(unknowns);
  for (int u = 0; u < unknowns; ++u) {
    for (const auto& term : structure.covariance) {
      if (depends(structure.inverse, structure.unknowns[u], term)) graph[u].push_back(term.unknown);
    }
  }
  std::vector<Component> result;
  std::vector<int> component_of(unknowns, 0);
  for (auto& members : strong_components(graph)) {
    for (int u : members) component_of[u] = static_cast<int>(result.size());
    auto& component = result.emplace_back();
    component.nonlinear = is_nonlinear(structure, members);
    component.unknowns = std::move(members);
  }
  for (std::size_t c = 0; c < structure.classes.size(); ++c) {
    const int last = last_component(shape, structure, structure.classes[c], component_of);
    if (last >= 0) result[last].classes.push_back(static_cast<int>(c));
  }
  return result;
}

}  // namespace freepencil
