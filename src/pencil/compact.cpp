// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/block_system.hpp"

namespace freepencil {
namespace {

/// Whether the leading number of a deterministic block is negative.
bool is_negative(const Model& model, const AffineBlock& block) {
  const MatrixNode& node = (*model.matrices)[block.deterministic];
  if (node.kind != MatrixNode::Kind::Deterministic) return false;
  const ScalarNode& function = (*model.scalars)[node.function];
  if (function.kind == ScalarNode::Kind::Number) return function.value < 0;
  if (function.kind != ScalarNode::Kind::Sum || function.value > 0) return false;
  for (const auto& [coefficient, term] : function.terms) {
    if (coefficient > 0) return false;
  }
  return true;
}

}  // namespace

void orient_rows(LinearRepresentation& representation, const Model& model) {
  BlockSystem& system = representation.system;
  for (std::uint32_t row = 0; row < system.row_spaces().size(); ++row) {
    const auto equation = system.row(row);
    const auto own = equation.find(system.defined_by(row));
    if (own == equation.end() || !is_negative(model, own->second)) continue;
    for (const auto& [column, block] : equation) {
      system.erase(row, column);
      system.add(row, column, system.algebra.scale(Rational(-1), block));
    }
    for (DeterministicVector& v : representation.inputs) {
      if (const auto at = v.find(row); at != v.end()) at->second = system.algebra.scale(Rational(-1), at->second);
    }
  }
}

Compact compact(const LinearRepresentation& representation, const Model& model,
                const std::vector<std::optional<MatrixId>>& wanted) {
  const BlockSystem& system = representation.system;
  const BlockAlgebra& algebra = system.algebra;
  Compact result;
  Linearization& linear = result.linearization;
  std::vector<std::uint32_t> row_of(system.column_spaces().size());
  for (std::uint32_t row = 0; row < system.row_spaces().size(); ++row) row_of[system.defined_by(row)] = row;
  // An equation stands in the row of the unknown that it defines.
  for (std::uint32_t column = 0; column < system.column_spaces().size(); ++column) {
    if (representation.solved_columns.contains(column)) continue;
    const auto index = static_cast<std::uint32_t>(result.columns.size());
    result.columns.emplace(column, index);
    result.rows.emplace(row_of[column], index);
    linear.pencil.columns.push_back(system.column_spaces()[column]);
    linear.pencil.rows.push_back(system.row_spaces()[row_of[column]]);
  }
  for (const auto& [column, index] : result.columns) {
    for (const auto& [at, block] : system.row(row_of[column])) {
      linear.pencil.entries.push_back({index, result.columns.at(at), block.deterministic, block.random});
    }
  }
  for (const auto& matrix : wanted) {
    const SpaceId space = matrix ? (*model.matrices)[*matrix].row : 0;
    linear.traces.push_back({.space = space, .deterministic = algebra.zero(space), .terms = {}});
  }
  for (const Readout& readout : representation.readouts) {
    TraceFunctional& functional = linear.traces[readout.wanted];
    functional.deterministic =
        algebra.add(functional.deterministic, algebra.multiply(readout.deterministic, readout.right));
    for (const auto& [row, v] : representation.inputs[readout.input]) {
      for (const auto& [column, u] : readout.u) {
        const MatrixId right = algebra.multiply(v, readout.right);
        functional.terms.push_back(
            {result.columns.at(column), result.rows.at(row), u, right, algebra.multiply(right, u)});
      }
    }
  }
  return result;
}

}  // namespace freepencil
