// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

/// Old index -> new index of the rows (or columns) that elimination has left.
std::map<std::uint32_t, std::uint32_t> survivors(std::size_t count, const auto& is_empty) {
  std::map<std::uint32_t, std::uint32_t> renumbered;
  for (std::uint32_t index = 0; index < count; ++index) {
    if (!is_empty(index)) renumbered.emplace(index, static_cast<std::uint32_t>(renumbered.size()));
  }
  return renumbered;
}

}  // namespace

Linearization linearize(Model& model) {
  LinearRepresentation representation = represent(model);
  Scalars& scalars = *model.scalars;
  eliminate_pivots(representation, scalars);

  const BlockSystem& system = representation.system;
  const auto rows = survivors(system.row_spaces().size(), [&](std::uint32_t row) { return system.row(row).empty(); });
  const auto columns =
      survivors(system.column_spaces().size(), [&](std::uint32_t column) { return system.column(column).empty(); });

  Linearization result;
  for (const auto& [old, row] : rows) {
    result.pencil.rows.push_back(system.row_spaces()[old]);
    for (const auto& [column, block] : system.row(old)) {
      result.pencil.entries.push_back({row, columns.at(column), block.deterministic, block.random});
    }
  }
  for (const auto& [old, column] : columns) result.pencil.columns.push_back(system.column_spaces()[old]);

  for (const MatrixId trace : model.traces) {
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
