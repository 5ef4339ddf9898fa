// SPDX-License-Identifier: GPL-3.0-or-later
// Which numbers are real by construction, and which traces an output needs.
#pragma once

#include <unordered_map>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

class Reality {
 public:
  explicit Reality(const Model& model);

  /// The indices of the traces that occur in the value of an output, increasing.
  [[nodiscard]] const std::vector<std::uint32_t>& traces(std::size_t output) const { return traces_[output]; }
  /// Whether the expression of a trace contains no imaginary number.
  [[nodiscard]] bool without_imaginary(std::uint32_t trace) { return without_imaginary(model_.traces[trace]); }
  /// Whether an output is real: no imaginary number in its value, and real traces in it. A trace is real where its
  /// matrix contains no imaginary number or is self-adjoint by structure.
  [[nodiscard]] bool is_real(std::size_t output);

 private:
  void collect(ScalarId id, std::vector<bool>& visited, std::vector<std::uint32_t>& traces) const;
  bool without_imaginary(MatrixId id);

  const Model& model_;
  const Scalars& scalars_;
  Matrices& matrices_;  // asking for adjoints interns them
  std::vector<std::vector<std::uint32_t>> traces_;
  std::unordered_map<MatrixId, bool> without_imaginary_;
};

}  // namespace freepencil
