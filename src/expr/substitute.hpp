// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions with leaves replaced.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>

#include "expr/matrix.hpp"

namespace freepencil {

/// `replace` says what a leaf becomes, nothing where it stays; what it returns is not looked into again. Results are
/// kept, so that one substitution over many expressions costs their distinct nodes.
class Substitution {
 public:
  using Replace = std::function<std::optional<ScalarId>(const ScalarNode&)>;

  Substitution(Scalars& scalars, Matrices& matrices, Replace replace)
      : scalars_(scalars), matrices_(matrices), replace_(std::move(replace)) {}

  ScalarId operator()(ScalarId id);
  /// Matrices made of deterministic and random ones by sums, products and inverses; blocks of an inverse stay as they
  /// are.
  MatrixId operator()(MatrixId id);

 private:
  Scalars& scalars_;
  Matrices& matrices_;
  Replace replace_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

}  // namespace freepencil
