// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/feedback.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <random>

namespace freepencil {
namespace {

Digraph random_graph(std::size_t nodes, unsigned percent, std::mt19937_64& engine) {
  Digraph graph(nodes);
  for (auto& successors : graph) {
    for (std::size_t next = 0; next < nodes; ++next) {
      if (engine() % 100 < percent) successors.push_back(static_cast<int>(next));
    }
  }
  return graph;
}

/// Takes away nodes without successors until none is left.
bool acyclic(const Digraph& graph, unsigned alive) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t node = 0; node < graph.size(); ++node) {
      if ((alive >> node & 1U) == 0) continue;
      const bool ends = std::none_of(graph[node].begin(), graph[node].end(),
                                     [&](int next) { return (alive >> static_cast<unsigned>(next) & 1U) != 0; });
      if (!ends) continue;
      alive &= ~(1U << node);
      changed = true;
    }
  }
  return alive == 0;
}

struct Price {
  int nodes = 0, cost = 0;
  friend auto operator<=>(const Price&, const Price&) = default;
};

Price price(unsigned set, const std::vector<int>& costs) {
  Price total{std::popcount(set), 0};
  for (std::size_t node = 0; node < costs.size(); ++node) total.cost += (set >> node & 1U) != 0 ? costs[node] : 0;
  return total;
}

}  // namespace

TEST_CASE("a feedback vertex set cuts every cycle with the fewest and cheapest nodes", "[graph]") {
  std::mt19937_64 engine(7);
  int cyclic = 0;
  for (int trial = 0; trial < 2000; ++trial) {
    const std::size_t nodes = 1 + engine() % 8;
    const Digraph graph = random_graph(nodes, 5 + static_cast<unsigned>(engine() % 45), engine);
    std::vector<int> costs(nodes);
    for (int& cost : costs) cost = static_cast<int>(engine() % 4);
    const unsigned all = (1U << nodes) - 1;
    Price best{static_cast<int>(nodes) + 1, 0};
    for (unsigned set = 0; set <= all; ++set) {
      if (price(set, costs) < best && acyclic(graph, all & ~set)) best = price(set, costs);
    }
    unsigned found = 0;
    for (const int node : feedback_vertex_set(graph, costs)) found |= 1U << static_cast<unsigned>(node);
    CAPTURE(trial);
    REQUIRE(acyclic(graph, all & ~found));
    REQUIRE(price(found, costs) == best);
    cyclic += best.nodes > 0 ? 1 : 0;
  }
  CHECK(cyclic > 1000);
}

TEST_CASE("without branches left a feedback vertex set still cuts every cycle", "[graph]") {
  std::mt19937_64 engine(8);
  for (int trial = 0; trial < 200; ++trial) {
    const Digraph graph = random_graph(8, 40, engine);
    for (const int branches : {0, 1, 5}) {
      unsigned alive = 0xff;
      for (const int node : feedback_vertex_set(graph, std::vector<int>(8, 1), branches)) {
        alive &= ~(1U << static_cast<unsigned>(node));
      }
      REQUIRE(acyclic(graph, alive));
    }
  }
}

TEST_CASE("a level is the longest path that starts at its nodes", "[graph]") {
  std::mt19937_64 engine(9);
  for (int trial = 0; trial < 500; ++trial) {
    // Edges run from larger to smaller names; only some of the nodes take part.
    Digraph graph = random_graph(9, 30, engine);
    for (std::size_t node = 0; node < graph.size(); ++node) {
      std::erase_if(graph[node], [&](int next) { return next >= static_cast<int>(node); });
    }
    std::vector<int> nodes;
    for (int node = 0; node < 9; ++node) {
      if (engine() % 4 != 0) nodes.push_back(node);
    }
    std::vector<int> longest(9, -1);
    for (const int node : nodes) {
      longest[node] = 0;
      for (const int next : graph[node]) longest[node] = std::max(longest[node], longest[next] + 1);
    }
    std::shuffle(nodes.begin(), nodes.end(), engine);
    const auto found = levels(graph, nodes);
    std::size_t count = 0;
    for (std::size_t level = 0; level < found.size(); ++level) {
      CHECK_FALSE(found[level].empty());
      for (const int node : found[level]) REQUIRE(longest[node] == static_cast<int>(level));
      count += found[level].size();
    }
    REQUIRE(count == nodes.size());
  }
}

}  // namespace freepencil
