// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/region.hpp"

#include "expr/evaluate.hpp"

namespace freepencil {

Settings settings(const Model& model, const std::vector<Rational>& point) {
  Settings values;
  for (std::size_t k = 0; k < point.size(); ++k) {
    if (!model.parameters[k].hidden) values.emplace(model.parameters[k].name, point[k]);
  }
  return values;
}

std::optional<bool> hold(const Model& model, const std::vector<Rational>& point,
                         const std::vector<Comparison>& comparisons) {
  if (comparisons.empty()) return true;
  std::vector<Rational> sizes;
  for (const Space& space : model.spaces) {
    const auto size = space.reference
                          ? std::optional<Rational>(1)
                          : evaluate_exactly(*model.scalars, space.size, {.parameters = point, .sizes = sizes});
    sizes.push_back(size.value_or(0));
    if (!size) return std::nullopt;
  }
  for (const Comparison& comparison : comparisons) {
    const Leaves<Rational> leaves{.parameters = point, .sizes = sizes, .symbols = {}, .locals = {}, .traces = {}};
    const auto left = evaluate_exactly(*model.scalars, comparison.left, leaves);
    const auto right = evaluate_exactly(*model.scalars, comparison.right, leaves);
    if (!left || !right) return std::nullopt;
    const bool holds = comparison.relation == Comparison::Relation::Equal       ? *left == *right
                       : comparison.relation == Comparison::Relation::Less      ? *left < *right
                       : comparison.relation == Comparison::Relation::LessEqual ? *left <= *right
                       : comparison.relation == Comparison::Relation::Greater   ? *left > *right
                                                                                : *left >= *right;
    if (!holds) return false;
  }
  return true;
}

bool same_structure(const Model& model, const std::vector<Rational>& point) {
  for (std::size_t k = 0; k < point.size() && k < model.parameters.size(); ++k) {
    if (model.parameters[k].structural && model.parameters[k].value != point[k]) return false;
  }
  return hold(model, point, model.region).value_or(false);
}

}  // namespace freepencil
