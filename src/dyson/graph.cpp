// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/graph.hpp"

#include <algorithm>
#include <functional>

namespace freepencil {
namespace {

struct Tarjan {
  explicit Tarjan(const Digraph& digraph) : graph(digraph), order(digraph.size(), -1), low(digraph.size(), -1) {
    on_stack.assign(digraph.size(), 0);
    for (int node = 0; node < static_cast<int>(digraph.size()); ++node) {
      if (order[node] < 0) visit(node);
    }
  }

  // The depth is at most the number of blocks of a pencil.
  void visit(int node) {
    order[node] = low[node] = counter++;
    stack.push_back(node);
    on_stack[node] = 1;
    for (int next : graph[node]) {
      if (order[next] < 0) {
        visit(next);
        low[node] = std::min(low[node], low[next]);
      } else if (on_stack[next]) {
        low[node] = std::min(low[node], order[next]);
      }
    }
    if (low[node] != order[node]) return;
    components.emplace_back();
    int member = -1;
    do {
      member = stack.back();
      stack.pop_back();
      on_stack[member] = 0;
      components.back().push_back(member);
    } while (member != node);
    std::sort(components.back().begin(), components.back().end());
  }

  const Digraph& graph;
  std::vector<int> order, low, stack;
  std::vector<char> on_stack;
  std::vector<std::vector<int>> components;
  int counter = 0;
};

// Column j points to the other columns of the row that determines it.
Digraph dependencies(const Pattern& pattern, const std::vector<int>& row_of_column) {
  const int n = pattern.columns();
  Digraph graph(n);
  for (int column = 0; column < n; ++column) {
    for (int other = 0; other < n; ++other) {
      if (other != column && pattern(row_of_column[column], other)) graph[column].push_back(other);
    }
  }
  return graph;
}

std::vector<char> reachable(const Digraph& graph, int start) {
  std::vector<char> seen(graph.size(), 0);
  std::vector<int> work = {start};
  seen[start] = 1;
  while (!work.empty()) {
    const int node = work.back();
    work.pop_back();
    for (int next : graph[node]) {
      if (!seen[next]) {
        seen[next] = 1;
        work.push_back(next);
      }
    }
  }
  return seen;
}

}  // namespace

std::vector<std::vector<int>> strong_components(const Digraph& graph) { return std::move(Tarjan(graph).components); }

std::optional<std::vector<int>> perfect_matching(const Pattern& pattern) {
  const int n = pattern.columns();
  if (pattern.rows() != n) return std::nullopt;
  std::vector<int> row_of_column(n, -1), column_of_row(n, -1);
  std::vector<char> tried;
  const std::function<bool(int)> augment = [&](int row) {
    for (int column = 0; column < n; ++column) {
      if (!pattern(row, column) || tried[column]) continue;
      tried[column] = 1;
      if (row_of_column[column] < 0 || augment(row_of_column[column])) {
        row_of_column[column] = row;
        column_of_row[row] = column;
        return true;
      }
    }
    return false;
  };
  for (int row = 0; row < n; ++row) {
    tried.assign(n, 0);
    if (!augment(row)) return std::nullopt;
  }
  return row_of_column;
}

std::optional<BlockTriangularForm> block_triangular_form(const Pattern& pattern) {
  const auto row_of_column = perfect_matching(pattern);
  if (!row_of_column) return std::nullopt;
  BlockTriangularForm form;
  form.columns = strong_components(dependencies(pattern, *row_of_column));
  for (const auto& columns : form.columns) {
    auto& rows = form.rows.emplace_back();
    for (int column : columns) rows.push_back((*row_of_column)[column]);
  }
  return form;
}

std::optional<Pattern> inverse_pattern(const Pattern& pattern) {
  const auto row_of_column = perfect_matching(pattern);
  if (!row_of_column) return std::nullopt;
  const Digraph graph = dependencies(pattern, *row_of_column);
  Pattern inverse(pattern.columns(), pattern.rows());
  for (int k = 0; k < pattern.columns(); ++k) {
    const auto seen = reachable(graph, k);
    for (int j = 0; j < pattern.columns(); ++j) {
      if (seen[j]) inverse.set(k, (*row_of_column)[j]);
    }
  }
  return inverse;
}

std::optional<Pattern> inverse_block_pattern(const Pattern& pattern, const std::vector<double>& heights,
                                             const std::vector<double>& widths) {
  // A perfect matching of the single rows and columns is a transport of the heights to the widths: shortest augmenting
  // paths from rows with something left to columns with room. Nodes: rows, then columns.
  const int m = pattern.rows(), n = pattern.columns();
  // In extended precision: a block may be smaller than the others by any factor that its double resolves.
  using Real = long double;
  std::vector<Real> left(heights.begin(), heights.end()), room(widths.begin(), widths.end());
  std::vector<Real> flow(static_cast<std::size_t>(m) * n, 0);
  Real total = 0;
  for (const Real height : left) total += height;
  const Real negligible = 0x1p-58L * total;
  // What could not be told from rounding would look like a zero, not like a small number.
  constexpr Real resolved = 32;
  for (const Real height : left) {
    if (height <= resolved * negligible) return std::nullopt;
  }
  const auto carried = [&](int row, int column) -> Real& { return flow[static_cast<std::size_t>(row) * n + column]; };

  while (true) {
    std::vector<int> parent(m + n, -1), queue;
    for (int row = 0; row < m; ++row) {
      if (left[row] > negligible) {
        parent[row] = row;
        queue.push_back(row);
      }
    }
    if (queue.empty()) break;
    int end = -1;
    for (std::size_t head = 0; head < queue.size() && end < 0; ++head) {
      const int node = queue[head];
      for (int other = 0; other < (node < m ? n : m) && end < 0; ++other) {
        const int next = node < m ? m + other : other;
        const bool open = node < m ? pattern(node, other) : carried(other, node - m) > negligible;
        if (!open || parent[next] >= 0) continue;
        parent[next] = node;
        queue.push_back(next);
        if (node < m && room[other] > negligible) end = next;
      }
    }
    if (end < 0) return std::nullopt;
    Real amount = room[end - m];
    int node = end;
    for (; parent[node] != node; node = parent[node]) {
      if (node < m) amount = std::min(amount, carried(node, parent[node] - m));
    }
    amount = std::min(amount, left[node]);
    left[node] -= amount;
    room[end - m] -= amount;
    for (node = end; parent[node] != node; node = parent[node]) {
      if (node < m) {
        carried(node, parent[node] - m) -= amount;
      } else {
        carried(parent[node], node - m) += amount;
      }
    }
  }

  // Column k follows from the rows that send something to it; a row involves its nonzero columns.
  Digraph graph(m + n);
  for (int row = 0; row < m; ++row) {
    for (int column = 0; column < n; ++column) {
      if (pattern(row, column)) graph[row].push_back(m + column);
      if (carried(row, column) > negligible) graph[m + column].push_back(row);
    }
  }
  Pattern inverse(n, m);
  for (int column = 0; column < n; ++column) {
    const auto seen = reachable(graph, m + column);
    for (int row = 0; row < m; ++row) inverse.set(column, row, seen[row] != 0);
  }
  return inverse;
}

}  // namespace freepencil
