// SPDX-License-Identifier: GPL-3.0-or-later
// Exact derivatives of scalar expressions.
#pragma once

#include <functional>
#include <initializer_list>
#include <unordered_map>

#include "expr/scalar.hpp"

namespace freepencil {

/// The chain rule. Keeps its results, so that many expressions cost their distinct nodes.
class Derivative {
 public:
  using OfLeaf = std::function<ScalarId(ScalarId leaf)>;

  /// d/dx, x a leaf as Scalars::leaf gives it: a parameter, size, symbol, row variable, trace, unknown or quantity.
  /// Every other leaf is held.
  Derivative(Scalars& scalars, ScalarId leaf);
  /// The derivatives of leaves of these kinds are given, and may be asked of this object in turn; others are zero.
  Derivative(Scalars& scalars, std::initializer_list<ScalarNode::Kind> kinds, OfLeaf of_leaf)
      : scalars_(scalars), kinds_(kinds), of_leaf_(std::move(of_leaf)) {}

  ScalarId operator()(ScalarId id);

 private:
  ScalarId compute(ScalarId id);
  ScalarId of_product(const ScalarNode& node);
  ScalarId of_power(ScalarId id, const ScalarNode& node);

  Scalars& scalars_;
  std::vector<ScalarNode::Kind> kinds_;
  OfLeaf of_leaf_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

/// d(id)/d(leaf), exactly.
[[nodiscard]] ScalarId derivative(Scalars& scalars, ScalarId id, ScalarId leaf);

}  // namespace freepencil
