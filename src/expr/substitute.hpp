// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions with leaves replaced.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>

#include "expr/matrix.hpp"

namespace freepencil {

/// What takes the place of a leaf; nothing: it stays. What it returns is not looked into again.
using LeafReplacement = std::function<std::optional<ScalarId>(const ScalarNode& leaf)>;

/// Keeps its results, so that one substitution over many expressions costs their distinct nodes.
class Substitution {
 public:
  Substitution(Scalars& scalars, LeafReplacement replacement)
      : scalars_(scalars), replacement_(std::move(replacement)) {}

  ScalarId operator()(ScalarId id);
  /// Matrices made of deterministic and random ones by sums, products and inverses; blocks of an inverse stay as they
  /// are.
  MatrixId operator()(Matrices& matrices, MatrixId id);

 private:
  Scalars& scalars_;
  LeafReplacement replacement_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

/// One expression with its leaves replaced, all at once; `replacement` may build expressions itself.
[[nodiscard]] ScalarId substitute(Scalars& scalars, ScalarId id, const LeafReplacement& replacement);

}  // namespace freepencil
