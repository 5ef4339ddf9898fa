// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/components.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "dyson/feedback.hpp"

namespace freepencil {
namespace {

bool contains(const std::vector<int>& sorted, int value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

// Whether block M_{kl} depends on S_ij.
bool depends(const Pattern& inverse, const Block& block, const CovarianceTerm& term) {
  return inverse(block.column, term.row) && inverse(term.column, block.row);
}

/// `members`: unknowns, sorted.
bool is_nonlinear(const Structure& structure, const std::vector<int>& unknowns) {
  const Pattern& inverse = structure.inverse;
  std::set<std::pair<int, int>> positions;
  for (const auto& term : structure.covariance) {
    if (contains(unknowns, term.unknown)) positions.insert({term.row, term.column});
  }
  return std::any_of(unknowns.begin(), unknowns.end(), [&](int u) {
    const auto [k, l] = structure.unknowns[u].block;
    for (const auto& [i, j] : positions) {
      if (!inverse(k, i)) continue;
      for (const auto& [i2, j2] : positions) {
        if (inverse(j, i2) && inverse(j2, l)) return true;
      }
    }
    return false;
  });
}

/// For every unknown the representatives that it is made of.
std::vector<std::vector<int>> resolve_relations(const std::vector<ShapeRelation>* relations, Structure& structure) {
  const int count = static_cast<int>(structure.unknowns.size());
  structure.relation.assign(count, -1);
  std::map<TracedBlock, int> index;
  for (int u = 0; u < count; ++u) index.emplace(structure.unknowns[u], u);
  std::vector<std::vector<int>> representatives(count);
  for (int u = 0; u < count; ++u) representatives[u] = {u};
  for (int r = 0; relations != nullptr && r < static_cast<int>(relations->size()); ++r) {
    const ShapeRelation& relation = (*relations)[r];
    const auto own = index.find(relation.traced);
    // At special points, such as a ridge of zero, fewer traces enter the equation than the relations know of.
    const bool known = std::all_of(relation.terms.begin(), relation.terms.end(),
                                   [&](const TracedBlock& term) { return index.contains(term); });
    if (own == index.end() || !known) continue;
    structure.relation[own->second] = r;
    representatives[own->second].clear();
    for (const TracedBlock& term : relation.terms) representatives[own->second].push_back(index.at(term));
  }
  for (int u = 0; u < count; ++u) {
    for (const int other : representatives[u]) {
      if (other != u && structure.relation[other] >= 0) {
        throw std::invalid_argument("a relation names a trace that another relation expresses");
      }
    }
  }
  return representatives;
}

/// Traces on spaces with nothing but the identity make the shorter equations, and traces that somebody asks for the
/// more welcome ones.
int cost(const PencilShape& shape, const TracedBlock& traced) {
  const bool plain = shape.plain.empty() || shape.plain[shape.columns[traced.block.column]] != 0;
  const bool wanted = std::find(shape.targets.begin(), shape.targets.end(), traced.block) != shape.targets.end();
  return (plain ? 0 : 2) + (wanted ? 0 : 1);
}

// The place of the last component that a class of columns depends on; -1 if it depends on no unknown.
int last_component(const PencilShape& shape, const Structure& structure, const std::vector<int>& columns,
                   const std::vector<std::vector<int>>& representatives, const std::vector<int>& component_of) {
  int last = -1;
  for (const Block& block : second_moment_blocks(shape, structure.inverse, columns)) {
    for (const auto& term : structure.covariance) {
      if (!depends(structure.inverse, block, term)) continue;
      for (const int r : representatives[term.unknown]) last = std::max(last, component_of[r]);
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

void find_components(const PencilShape& shape, const std::vector<ShapeRelation>* relations, Structure& structure) {
  const int count = static_cast<int>(structure.unknowns.size());
  const auto representatives = resolve_relations(relations, structure);
  Digraph graph(count);
  for (int u = 0; u < count; ++u) {
    if (structure.relation[u] >= 0) continue;
    std::set<int> next;
    for (const auto& term : structure.covariance) {
      if (!depends(structure.inverse, structure.unknowns[u].block, term)) continue;
      next.insert(representatives[term.unknown].begin(), representatives[term.unknown].end());
    }
    graph[u].assign(next.begin(), next.end());
  }
  std::vector<int> component_of(count, -1), followers;
  for (const auto& members : strong_components(graph)) {
    if (structure.relation[members.front()] >= 0) continue;
    const int number = static_cast<int>(structure.components.size());
    for (const int u : members) component_of[u] = number;
    auto& component = structure.components.emplace_back();
    std::vector<int> own;  // every unknown that the component's representatives stand for
    for (int u = 0; u < count; ++u) {
      if (std::any_of(representatives[u].begin(), representatives[u].end(),
                      [&](int r) { return std::binary_search(members.begin(), members.end(), r); })) {
        own.push_back(u);
      }
    }
    component.nonlinear = is_nonlinear(structure, own);
    std::vector<int> chosen = members;
    if (relations != nullptr) {
      Digraph inside(members.size());
      std::vector<int> costs;
      for (std::size_t k = 0; k < members.size(); ++k) {
        costs.push_back(cost(shape, structure.unknowns[members[k]]));
        for (const int next : graph[members[k]]) {
          const auto at = std::lower_bound(members.begin(), members.end(), next);
          if (at != members.end() && *at == next) inside[k].push_back(static_cast<int>(at - members.begin()));
        }
      }
      chosen.clear();
      for (const int k : feedback_vertex_set(inside, costs)) chosen.push_back(members[k]);
    }
    for (const int u : members) {
      if (std::binary_search(chosen.begin(), chosen.end(), u)) {
        component.unknowns.push_back(static_cast<int>(structure.solved.size()));
        structure.solved.push_back(u);
      } else {
        component.followers.push_back(u);
        followers.push_back(u);
      }
    }
  }
  structure.stages = levels(graph, followers);
  for (std::size_t c = 0; c < structure.classes.size(); ++c) {
    const int last = last_component(shape, structure, structure.classes[c], representatives, component_of);
    if (last >= 0) structure.components[last].classes.push_back(static_cast<int>(c));
  }
}

}  // namespace freepencil
