// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

/// Old index -> new index of the rows (or columns) that elimination has left.
std::map<std::uint32_t, std::uint32_t> survivors(std::size_t count, const std::set<std::uint32_t>& solved) {
  std::map<std::uint32_t, std::uint32_t> renumbered;
  for (std::uint32_t index = 0; index < count; ++index) {
    if (!solved.contains(index)) renumbered.emplace(index, static_cast<std::uint32_t>(renumbered.size()));
  }
  return renumbered;
}

Linearization linearize_wanted(Model& model, const std::vector<std::optional<MatrixId>>& wanted) {
  LinearRepresentation representation = represent(model, wanted);
  eliminate_pivots(representation);

  const BlockSystem& system = representation.system;
  const BlockAlgebra& algebra = system.algebra;
  const auto rows = survivors(system.row_spaces().size(), representation.solved_rows);
  const auto columns = survivors(system.column_spaces().size(), representation.solved_columns);

  Linearization result;
  for (const auto& [old, row] : rows) {
    result.pencil.rows.push_back(system.row_spaces()[old]);
    for (const auto& [column, block] : system.row(old)) {
      result.pencil.entries.push_back({row, columns.at(column), block.deterministic, block.random});
    }
  }
  for (const auto& [old, column] : columns) result.pencil.columns.push_back(system.column_spaces()[old]);

  for (const auto& matrix : wanted) {
    const SpaceId space = matrix ? (*model.matrices)[*matrix].row : 0;
    result.traces.push_back({.space = space, .deterministic = algebra.zero(space), .terms = {}});
  }
  for (const Readout& readout : representation.readouts) {
    TraceFunctional& functional = result.traces[readout.wanted];
    functional.deterministic =
        algebra.add(functional.deterministic, algebra.multiply(readout.deterministic, readout.right));
    for (const auto& [row, v] : representation.inputs[readout.input]) {
      for (const auto& [column, u] : readout.u) {
        const MatrixId right = algebra.multiply(v, readout.right);
        functional.terms.push_back({columns.at(column), rows.at(row), u, right, algebra.multiply(right, u)});
      }
    }
  }
  return result;
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
