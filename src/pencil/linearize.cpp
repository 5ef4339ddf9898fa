// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

Linearization linearize_wanted(Model& model, const std::vector<std::optional<MatrixId>>& wanted) {
  LinearRepresentation representation = represent(model, wanted);
  eliminate_pivots(representation);
  orient_rows(representation, model);
  return compact(representation, model, wanted).linearization;
}

}  // namespace

Linearization linearize(Model& model) {
  const std::vector<bool> needed = model.needed_traces();
  std::vector<std::optional<MatrixId>> wanted;
  for (std::size_t trace = 0; trace < model.traces.size(); ++trace) {
    wanted.push_back(needed[trace] ? std::optional(model.traces[trace]) : std::nullopt);
  }
  for (const MatrixId nested : nested_inverses(model)) wanted.emplace_back(nested);
  return linearize_wanted(model, wanted);
}

Linearization linearize(Model& model, const std::vector<MatrixId>& matrices) {
  return linearize_wanted(model, {matrices.begin(), matrices.end()});
}

}  // namespace freepencil
