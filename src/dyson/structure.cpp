// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/structure.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dyson/components.hpp"

namespace freepencil {
namespace {

using Pair = CovarianceTerm;

// Every pair Z .. Z' or Z' .. Z; `unknown` is not known yet.
std::vector<Pair> all_pairs(const PencilShape& shape) {
  std::vector<Pair> pairs;
  const int count = static_cast<int>(shape.random.size());
  for (int left = 0; left < count; ++left) {
    for (int right = 0; right < count; ++right) {
      const auto& a = shape.random[left];
      const auto& b = shape.random[right];
      if (a.variable == b.variable && a.adjoint != b.adjoint)
        pairs.push_back({a.row, b.column, left, right, Weight::of(a.left, b.right), -1});
    }
  }
  return pairs;
}

Block block_of(const PencilShape& shape, const Pair& pair) {
  return {shape.random[pair.left].column, shape.random[pair.right].row};
}

TracedBlock unknown_of(const PencilShape& shape, const Pair& pair) {
  return {block_of(shape, pair), Weight::of(shape.random[pair.left].right, shape.random[pair.right].left)};
}

// The pattern of F - S when the traces of the blocks `inverse` may be nonzero.
Pattern equation_pattern(const PencilShape& shape, const std::vector<Pair>& pairs, const Pattern& inverse) {
  const int n = static_cast<int>(shape.rows.size());
  Pattern pattern(n, n);
  for (const auto& [row, column] : shape.deterministic) pattern.set(row, column);
  for (const auto& pair : pairs) {
    const auto [k, l] = block_of(shape, pair);
    if (inverse(k, l)) pattern.set(pair.row, pair.column);
  }
  return pattern;
}

// Blocks of the inverse of Q itself that have a trace.
std::optional<Pattern> pencil_inverse(const PencilShape& shape) {
  const int n = static_cast<int>(shape.rows.size());
  Pattern pattern(n, n);
  for (const auto& [row, column] : shape.deterministic) pattern.set(row, column);
  for (const auto& term : shape.random) pattern.set(term.row, term.column);
  std::vector<double> heights, widths;
  for (int space : shape.rows) heights.push_back(shape.sizes[space]);
  for (int space : shape.columns) widths.push_back(shape.sizes[space]);
  auto inverse = inverse_block_pattern(pattern, heights, widths);
  if (!inverse) return std::nullopt;
  for (int k = 0; k < n; ++k) {
    for (int l = 0; l < n; ++l) {
      if (shape.columns[k] != shape.rows[l]) inverse->set(k, l, false);
    }
  }
  return inverse;
}

Pattern intersection(const Pattern& a, const Pattern& b) {
  Pattern result(a.rows(), a.columns());
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < a.columns(); ++j) result.set(i, j, a(i, j) && b(i, j));
  }
  return result;
}

bool solve_patterns(const PencilShape& shape, const std::vector<Pair>& pairs, Structure& structure) {
  const int n = static_cast<int>(shape.rows.size());
  const Pattern nothing(n, n);
  auto inverse = inverse_pattern(equation_pattern(shape, pairs, nothing));
  const bool upwards = inverse.has_value();
  structure.depends_on_sizes = !upwards;
  if (!upwards) inverse = pencil_inverse(shape);
  while (inverse) {
    structure.equation = equation_pattern(shape, pairs, *inverse);
    auto next = inverse_pattern(structure.equation);
    if (next && !upwards) next = intersection(*next, *inverse);
    if (next == inverse) {
      structure.inverse = *inverse;
      return true;
    }
    inverse = std::move(next);
  }
  return false;
}

std::vector<std::vector<int>> second_moment_classes(const PencilShape& shape, const Pattern& inverse) {
  const int n = static_cast<int>(shape.columns.size());
  std::vector<char> has_random(n, 0), forward(n, 0), backward(n, 0);
  for (const auto& term : shape.random) has_random[term.column] = 1;
  Digraph graph(n);
  for (const auto& term : shape.random) {
    for (int m = 0; m < n; ++m) {
      if (has_random[m] && inverse(m, term.row)) graph[term.column].push_back(m);
    }
  }
  // A column matters when the row of an output feeds it and it feeds the column of an output.
  for (const auto& [column, row] : shape.targets) {
    for (int k = 0; k < n; ++k) forward[k] |= static_cast<char>(has_random[k] && inverse(k, row));
    for (const auto& term : shape.random) backward[term.column] |= static_cast<char>(inverse(column, term.row));
  }
  bool changed = true;
  const auto spread = [&changed](char from, char& to) {
    if (!from || to) return;
    to = 1;
    changed = true;
  };
  while (changed) {
    changed = false;
    for (int k = 0; k < n; ++k) {
      for (int m : graph[k]) {
        spread(forward[k], forward[m]);
        spread(backward[m], backward[k]);
      }
    }
  }
  const auto relevant = [&](int k) { return forward[k] && backward[k]; };
  std::vector<std::vector<int>> classes;
  for (auto& component : strong_components(graph)) {
    const int first = component.front();
    if (!relevant(first)) continue;
    const bool loop = std::find(graph[first].begin(), graph[first].end(), first) != graph[first].end();
    if (component.size() > 1 || loop) classes.push_back(std::move(component));
  }
  return classes;
}

void collect_unknowns(const PencilShape& shape, const std::vector<Pair>& pairs, Structure& structure) {
  const Pattern& inverse = structure.inverse;
  std::set<Block> needed;
  for (const auto& columns : structure.classes) needed.merge(second_moment_blocks(shape, structure.inverse, columns));
  for (const Block& target : shape.targets) {
    if (inverse(target.column, target.row)) needed.insert(target);
  }
  std::vector<Pair> candidates;
  for (const auto& pair : pairs) {
    const auto [k, l] = block_of(shape, pair);
    if (inverse(k, l)) candidates.push_back(pair);
  }
  std::vector<char> used(candidates.size(), 0);
  std::map<TracedBlock, int> index;
  std::vector<Block> work(needed.begin(), needed.end());
  while (!work.empty()) {
    const Block block = work.back();
    work.pop_back();
    for (std::size_t p = 0; p < candidates.size(); ++p) {
      const auto& pair = candidates[p];
      if (!inverse(block.column, pair.row) || !inverse(pair.column, block.row)) continue;
      // The Jacobian multiplies these two.
      needed.insert({block.column, pair.row});
      needed.insert({pair.column, block.row});
      if (used[p]) continue;
      used[p] = 1;
      const TracedBlock unknown = unknown_of(shape, pair);
      if (!index.emplace(unknown, 0).second) continue;
      needed.insert(unknown.block);
      work.push_back(unknown.block);
    }
  }
  for (auto& [block, number] : index) {
    number = static_cast<int>(structure.unknowns.size());
    structure.unknowns.push_back(block);
  }
  for (std::size_t p = 0; p < candidates.size(); ++p) {
    if (!used[p]) continue;
    candidates[p].unknown = index.at(unknown_of(shape, candidates[p]));
    structure.covariance.push_back(candidates[p]);
  }
  structure.blocks.assign(needed.begin(), needed.end());
}

}  // namespace

Structure analyze(const PencilShape& shape, const std::vector<ShapeRelation>* relations) {
  Structure structure;
  const auto pairs = all_pairs(shape);
  structure.invertible = solve_patterns(shape, pairs, structure);
  if (!structure.invertible) return structure;
  structure.classes = second_moment_classes(shape, structure.inverse);
  collect_unknowns(shape, pairs, structure);
  find_components(shape, relations, structure);
  return structure;
}

}  // namespace freepencil
