// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/quantity.hpp"

#include <algorithm>
#include <concepts>
#include <unordered_set>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

bool equal(const Quantity& a, const Quantity& b) {
  const auto with = [&]<class T>(const T& one) {
    if constexpr (std::equality_comparable<T>) {
      const T* other = std::get_if<T>(&b.what);
      return other != nullptr && one == *other;
    }
    return false;
  };
  return std::visit(with, a.what);
}

/// Visits every node that a value depends on once.
class Search {
 public:
  Search(const Model& model, const LeafTest& test) : model_(model), test_(test) {}

  bool operator()(ScalarId id) {
    if (!scalars_.insert(id).second) return false;
    const ScalarNode& node = (*model_.scalars)[id];
    for (const auto& term : node.terms) {
      if ((*this)(term.second)) return true;
    }
    switch (node.kind) {
      case Kind::Parameter:
      case Kind::Symbol:
      case Kind::Local:
      case Kind::Unknown:
        return test_(node);
      case Kind::Size:
        return test_(node) || (*this)(model_.spaces[node.index].size);
      case Kind::Trace:
        return test_(node) || (*this)(model_.traces[node.index]);
      case Kind::Quantity:
        return test_(node) ||
               std::visit([&](const auto& what) { return inside(what); }, model_.quantities[node.index].what);
      default:
        return false;
    }
  }

  bool operator()(MatrixId id) {
    if (!matrices_.insert(id).second) return false;
    const MatrixNode& node = (*model_.matrices)[id];
    if (node.kind == MatrixNode::Kind::Deterministic) return (*this)(node.function);
    const bool block = node.kind == MatrixNode::Kind::InverseBlock;
    return any(block ? model_.matrices->block(node.block).entries : node.children) || any(node.coefficients);
  }

 private:
  template <class Id>
  bool any(const std::vector<Id>& ids) {
    return std::any_of(ids.begin(), ids.end(), [&](Id id) { return (*this)(id); });
  }
  bool any(const std::optional<ScalarId>& id) { return id && (*this)(*id); }

  bool inside(const Quantity::OfOutput&) { return false; }
  bool inside(const Quantity::OutputDerivative&) { return false; }
  bool inside(const Quantity::OutputLimit&) { return false; }
  bool inside(const Quantity::Variable&) { return false; }
  bool inside(const Quantity::RootComponent& it) {
    const RootSystem& system = model_.root_systems[it.system];
    return any(system.equations) || std::any_of(system.unknowns.begin(), system.unknowns.end(),
                                                [&](const auto& one) { return any(one.lower) || any(one.upper); });
  }
  bool inside(const Quantity::RootDerivative& it) {
    return any(it.right) || std::any_of(it.matrix.begin(), it.matrix.end(), [&](const auto& row) { return any(row); });
  }
  bool inside(const Quantity::Extremum& it) { return any(it.arguments); }
  bool inside(const Quantity::ClosedLimit& it) { return (*this)(it.body) || (*this)(it.target); }

  const Model& model_;
  const LeafTest& test_;
  std::unordered_set<ScalarId> scalars_;
  std::unordered_set<MatrixId> matrices_;
};

}  // namespace

namespace {

std::vector<ScalarId> parts(const Quantity& quantity) {
  if (const auto* extremum = std::get_if<Quantity::Extremum>(&quantity.what)) return extremum->arguments;
  if (const auto* limit = std::get_if<Quantity::ClosedLimit>(&quantity.what)) return {limit->body, limit->target};
  const auto* linear = std::get_if<Quantity::RootDerivative>(&quantity.what);
  if (linear == nullptr) return {};
  std::vector<ScalarId> all = linear->right;
  for (const auto& row : linear->matrix) all.insert(all.end(), row.begin(), row.end());
  return all;
}

}  // namespace

void deepen(Model& model, ScalarId leaf, const std::vector<ScalarId>& parts) {
  std::uint32_t depth = 0;
  for (const ScalarId part : parts) depth = std::max(depth, model.scalars->depth(part));
  model.scalars->deepen(leaf, depth + 1);
}

ScalarId add_quantity(Model& model, Quantity quantity) {
  auto& known = model.quantities;
  const auto at = std::find_if(known.begin(), known.end(), [&](const Quantity& one) { return equal(one, quantity); });
  const auto index = static_cast<std::uint32_t>(at - known.begin());
  const ScalarId leaf = model.scalars->leaf(Kind::Quantity, index);
  if (at != known.end()) return leaf;
  deepen(model, leaf, parts(quantity));
  known.push_back(std::move(quantity));
  return leaf;
}

const Quantity* as_quantity(const Model& model, ScalarId id) {
  const ScalarNode& node = (*model.scalars)[id];
  return node.kind == Kind::Quantity ? &model.quantities[node.index] : nullptr;
}

bool reaches(const Model& model, ScalarId id, const LeafTest& test) { return Search(model, test)(id); }
bool reaches(const Model& model, MatrixId id, const LeafTest& test) { return Search(model, test)(id); }

bool reaches_output(const Model& model, ScalarId id) {
  return reaches(model, id, [&](const ScalarNode& leaf) {
    if (leaf.kind != Kind::Quantity) return false;
    const auto& what = model.quantities[leaf.index].what;
    return std::holds_alternative<Quantity::OfOutput>(what) ||
           std::holds_alternative<Quantity::OutputDerivative>(what) ||
           std::holds_alternative<Quantity::OutputLimit>(what);
  });
}

}  // namespace freepencil
