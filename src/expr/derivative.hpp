// SPDX-License-Identifier: GPL-3.0-or-later
// Exact derivatives of scalar expressions.
#pragma once

#include <unordered_map>

#include "expr/scalar.hpp"

namespace freepencil {

/// d/dx of expressions, x a leaf; every other leaf is held. Keeps its results, so that many expressions cost their
/// distinct nodes.
class Derivative {
 public:
  /// `leaf` is what Scalars::leaf gives: a parameter, size, symbol, row variable, trace or unknown.
  Derivative(Scalars& scalars, ScalarId leaf) : scalars_(scalars), leaf_(leaf) {}

  ScalarId operator()(ScalarId id);

 private:
  ScalarId compute(ScalarId id);
  ScalarId of_product(const ScalarNode& node);
  ScalarId of_power(ScalarId id, const ScalarNode& node);

  Scalars& scalars_;
  ScalarId leaf_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

/// d(id)/d(leaf), exactly.
[[nodiscard]] ScalarId derivative(Scalars& scalars, ScalarId id, ScalarId leaf);

}  // namespace freepencil
