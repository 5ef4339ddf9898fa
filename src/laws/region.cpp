// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/region.hpp"

#include "expr/evaluate.hpp"

namespace freepencil {

std::optional<bool> hold(const Model& model, const ParameterPoint& point, const std::vector<Comparison>& comparisons) {
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

}  // namespace freepencil
