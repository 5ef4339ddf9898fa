// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>

#include "equivalent/derivation.hpp"
#include "expr/derivative.hpp"

namespace freepencil {

/// Derivatives of the outputs of a derivation in one parameter, as formulas: those of the unknowns are letters of their
/// own, defined by the implicit function theorem, component by component: J e' = -f.
class OutputDerivatives {
 public:
  /// `values` and `outputs` are the right-hand sides and the outputs in parameters and Unknown leaves alone. The
  /// letters are Unknown leaves from `first_letter` on, 2 * values.size() of them.
  OutputDerivatives(Scalars& scalars, const Derivation& derivation, std::vector<ScalarId> values, ScalarId parameter,
                    std::uint32_t first_letter);

  /// The derivative of order 1 or 2; nothing where too many unknowns are solved together.
  [[nodiscard]] std::optional<ScalarId> operator()(ScalarId output, int order);
  /// What a letter stands for, in the leaves before it.
  [[nodiscard]] const std::map<std::uint32_t, ScalarId>& definitions() const { return definitions_; }

 private:
  ScalarId total(ScalarId id);
  ScalarId of_leaf(ScalarId leaf);
  std::optional<ScalarId> first(std::uint32_t unknown);

  Scalars& scalars_;
  const Derivation& derivation_;
  std::vector<ScalarId> values_;
  ScalarId parameter_;
  std::uint32_t first_letter_;
  bool complete_ = true;
  std::map<std::uint32_t, ScalarId> definitions_;
};

}  // namespace freepencil
