// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/feedback.hpp"

#include <algorithm>
#include <utility>

namespace freepencil {
namespace {

/// Fewer nodes first, then cheaper ones.
struct Price {
  int nodes = 0;
  int cost = 0;
  friend auto operator<=>(const Price&, const Price&) = default;
};

class Search {
 public:
  Search(const Digraph& graph, const std::vector<int>& costs, int max_branches)
      : graph_(graph), costs_(costs), branches_left_(max_branches), alive_(graph.size(), 1) {
    for (std::size_t node = 0; node < graph.size(); ++node) best_.push_back(static_cast<int>(node));
    best_price_ = price(best_);
  }

  std::vector<int> run() {
    std::vector<int> chosen;
    branch(chosen);
    std::sort(best_.begin(), best_.end());
    return best_;
  }

 private:
  Price price(const std::vector<int>& nodes) const {
    Price total{static_cast<int>(nodes.size()), 0};
    for (const int node : nodes) total.cost += costs_[node];
    return total;
  }

  /// A shortest cycle through nodes that are alive; empty if there is none.
  std::vector<int> shortest_cycle() const {
    std::vector<int> shortest;
    for (int start = 0; start < static_cast<int>(graph_.size()); ++start) {
      if (!alive_[start]) continue;
      std::vector<int> parent(graph_.size(), -1), queue = {start};
      for (std::size_t head = 0; head < queue.size(); ++head) {
        const int node = queue[head];
        for (const int next : graph_[node]) {
          if (!alive_[next]) continue;
          if (next == start) {
            std::vector<int> cycle;
            for (int at = node; at >= 0; at = parent[at]) cycle.push_back(at);
            if (shortest.empty() || cycle.size() < shortest.size()) shortest = cycle;
            head = queue.size();
            break;
          }
          if (parent[next] >= 0 || next == start) continue;
          parent[next] = node;
          queue.push_back(next);
        }
      }
      if (shortest.size() == 1) break;
    }
    return shortest;
  }

  // One node of every cycle must go, so the nodes of one cycle are all the choices there are.
  void branch(std::vector<int>& chosen) {
    if (!(price(chosen) < best_price_)) return;
    std::vector<int> cycle = shortest_cycle();
    if (cycle.empty()) {
      best_ = chosen;
      best_price_ = price(chosen);
      return;
    }
    Price next = price(chosen);
    ++next.nodes;
    if (next.nodes > best_price_.nodes || branches_left_-- <= 0) return;
    std::sort(cycle.begin(), cycle.end(),
              [&](int a, int b) { return std::pair(costs_[a], a) < std::pair(costs_[b], b); });
    for (const int node : cycle) {
      alive_[node] = 0;
      chosen.push_back(node);
      branch(chosen);
      chosen.pop_back();
      alive_[node] = 1;
    }
  }

  const Digraph& graph_;
  const std::vector<int>& costs_;
  int branches_left_;
  std::vector<char> alive_;
  std::vector<int> best_;
  Price best_price_;
};

}  // namespace

std::vector<int> feedback_vertex_set(const Digraph& graph, const std::vector<int>& costs, int max_branches) {
  return Search(graph, costs, max_branches).run();
}

std::vector<std::vector<int>> levels(const Digraph& graph, const std::vector<int>& nodes) {
  std::vector<int> level(graph.size(), -1);
  std::vector<std::vector<int>> result;
  const auto visit = [&](const auto& self, int node) -> int {
    if (level[node] >= 0) return level[node];
    int own = 0;
    for (const int next : graph[node]) {
      if (std::find(nodes.begin(), nodes.end(), next) != nodes.end()) own = std::max(own, self(self, next) + 1);
    }
    return level[node] = own;
  };
  for (const int node : nodes) {
    const int own = visit(visit, node);
    if (own >= static_cast<int>(result.size())) result.resize(own + 1);
    result[own].push_back(node);
  }
  return result;
}

}  // namespace freepencil
