// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/needed_quantities.hpp"

#include <set>
#include <unordered_set>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

struct Definitions {
  const Model& model;

  std::vector<ScalarId> operator()(const Quantity::OfOutput&) const { return {}; }
  std::vector<ScalarId> operator()(const Quantity::OutputDerivative&) const { return {}; }
  std::vector<ScalarId> operator()(const Quantity::OutputLimit&) const { return {}; }
  std::vector<ScalarId> operator()(const Quantity::Variable&) const { return {}; }
  std::vector<ScalarId> operator()(const Quantity::RootComponent& component) const {
    const RootSystem& system = model.root_systems[component.system];
    std::vector<ScalarId> ids = system.equations;
    for (const RootUnknown& unknown : system.unknowns) {
      if (unknown.lower) ids.push_back(*unknown.lower);
      if (unknown.upper) ids.push_back(*unknown.upper);
    }
    return ids;
  }
  std::vector<ScalarId> operator()(const Quantity::RootDerivative& derivative) const {
    std::vector<ScalarId> ids = derivative.right;
    for (const auto& row : derivative.matrix) ids.insert(ids.end(), row.begin(), row.end());
    return ids;
  }
  std::vector<ScalarId> operator()(const Quantity::Extremum& extremum) const { return extremum.arguments; }
  std::vector<ScalarId> operator()(const Quantity::ClosedLimit& limit) const {
    return {limit.body, limit.variable, limit.target};
  }
};

}  // namespace

std::vector<ScalarId> defining_expressions(const Model& model, std::uint32_t quantity) {
  return std::visit(Definitions{model}, model.quantities[quantity].what);
}

std::vector<std::uint32_t> needed_quantities(const Model& model, std::span<const ScalarId> ids) {
  const Scalars& scalars = *model.scalars;
  std::set<std::uint32_t> found;
  std::unordered_set<ScalarId> seen;
  std::vector<ScalarId> pending(ids.begin(), ids.end());
  while (!pending.empty()) {
    const ScalarId at = pending.back();
    pending.pop_back();
    if (!scalars.contains(at, Kind::Trace) && !scalars.contains(at, Kind::Quantity)) continue;
    if (!seen.insert(at).second) continue;
    const ScalarNode& node = scalars[at];
    if (node.kind == Kind::Trace && node.index < model.traces.size()) {
      const MatrixNode& matrix = (*model.matrices)[model.traces[node.index]];
      if (matrix.kind == MatrixNode::Kind::Deterministic) pending.push_back(matrix.function);
    } else if (node.kind == Kind::Quantity && node.index < model.quantities.size() && found.insert(node.index).second) {
      for (const ScalarId id : defining_expressions(model, node.index)) pending.push_back(id);
    }
    for (const auto& term : node.terms) pending.push_back(term.second);
  }
  return {found.begin(), found.end()};
}

std::vector<std::uint32_t> needed_quantities(const Model& model, ScalarId id) {
  return needed_quantities(model, std::span(&id, 1));
}

}  // namespace freepencil
