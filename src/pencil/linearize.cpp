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

}  // namespace

Linearization linearize(Model& model) {
  LinearRepresentation representation = represent(model);
  Scalars& scalars = *model.scalars;
  eliminate_pivots(representation, scalars);

  const BlockSystem& system = representation.system;
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

  std::vector<MatrixId> traces = model.traces;
  const std::vector<MatrixId> nested = nested_inverses(model);
  traces.insert(traces.end(), nested.begin(), nested.end());
  for (const MatrixId trace : traces) {
    result.traces.push_back({.space = (*model.matrices)[trace].row, .deterministic = scalars.zero()});
  }
  for (const Readout& readout : representation.readouts) {
    TraceFunctional& functional = result.traces[readout.trace];
    functional.deterministic =
        scalars.add(functional.deterministic, scalars.multiply(readout.deterministic, readout.right));
    for (const auto& [row, v] : representation.inputs[readout.input]) {
      for (const auto& [column, u] : readout.u) {
        const ScalarId right = scalars.multiply(v, readout.right);
        functional.terms.push_back({columns.at(column), rows.at(row), u, right, scalars.multiply(u, right)});
      }
    }
  }
  return result;
}

}  // namespace freepencil
