// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for the closed forms of a claim, as directly as they are defined: for small systems with atoms as spectra.
#pragma once

#include <vector>

#include "expr/model.hpp"

namespace freepencil {

class ClosedForm {
 public:
  ClosedForm(const Model& model, std::vector<double> parameters) : model_(model), parameters_(std::move(parameters)) {}

  double operator()(ScalarId id) { return scalar(id, nullptr); }
  double trace(MatrixId id);
  /// Of the matrix at one atom of its space.
  double at_atom(MatrixId id, const std::vector<double>& symbols);

 private:
  double scalar(ScalarId id, const std::vector<double>* symbols);
  double quantity(std::uint32_t index);
  std::vector<double> solution(const RootSystem& system);

  const Model& model_;
  std::vector<double> parameters_;
  std::vector<std::pair<std::uint32_t, double>> unknowns_;  // of the roots that are being solved
};

}  // namespace freepencil
