// SPDX-License-Identifier: GPL-3.0-or-later
// How a formula comes to be written.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

class Formulas {
 public:
  explicit Formulas(Model& model) : scalars_(*model.scalars), matrices_(*model.matrices) {}

  /// An equation e = R(t) with one trace t gives t in terms of e: what is written with t can be shorter with e.
  /// `index` is that of e, `value` is R(t).
  void learn_trace(std::uint32_t index, ScalarId value);

  /// The shorter of an expression and the same with the traces put in that are known by now.
  [[nodiscard]] ScalarId shortened(ScalarId id);
  /// The same for the function of a deterministic matrix; others stay.
  [[nodiscard]] MatrixId shortened(MatrixId id);

  /// The solution of the linear equations `unknowns[k] = values[k]`, one or two of them; nothing where the closed form
  /// of two takes more than twice as much paper as the equations.
  [[nodiscard]] std::optional<std::vector<ScalarId>> linear_solution(const std::vector<ScalarId>& unknowns,
                                                                     const std::vector<ScalarId>& values);

 private:
  Scalars& scalars_;
  Matrices& matrices_;
  std::map<ScalarId, ScalarId> known_traces_;
};

}  // namespace freepencil
