// SPDX-License-Identifier: GPL-3.0-or-later
// What goes by a short name in the LaTeX of a derivation: without, its formulas would not fit the lines of a paper.
// Internal to this folder.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "equivalent/derivation.hpp"

namespace freepencil::report {

/// Inverses of random matrices that the definitions and equivalents name more than once, each after those inside of it.
[[nodiscard]] std::vector<MatrixId> repeated_inverses(const Model& model, const Derivation& derivation);

/// Sums of deterministic matrices whose inverses the equations, outputs and equivalents name more than once, each after
/// those inside of it.
[[nodiscard]] std::vector<ScalarId> repeated_denominators(const Model& model, const Derivation& derivation);

/// Names in LaTeX that nothing else has.
class ShortNames {
 public:
  ShortNames(const Model& model, const Derivation& derivation);

  /// `R`, or `R_{1}`, `R_{2}`; of the letters the first that is free for all.
  [[nodiscard]] std::vector<std::string> make(std::size_t count, const std::vector<std::string>& letters);

 private:
  std::set<std::string> taken_;
};

}  // namespace freepencil::report
