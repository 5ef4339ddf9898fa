// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil while it is being made: sparse block equations Q y = v x with matrices u' y + d read off the solution.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "pencil/pencil.hpp"

namespace freepencil {

/// f(deterministic matrices) + sum of coefficient * X: what a pencil may hold in one block.
struct AffineBlock {
  ScalarId deterministic{};
  std::vector<RandomTerm> random;  ///< sorted by (variable, adjoint), coefficients not zero
};

/// Sums and products of affine blocks.
class BlockAlgebra {
 public:
  explicit BlockAlgebra(Scalars& scalars) : scalars_(scalars) {}

  [[nodiscard]] AffineBlock deterministic(ScalarId function) const { return {function, {}}; }
  [[nodiscard]] AffineBlock random(std::uint32_t variable, bool adjoint) const;
  [[nodiscard]] bool is_zero(const AffineBlock& block) const;
  [[nodiscard]] bool is_deterministic(const AffineBlock& block) const { return block.random.empty(); }
  /// Whether a * b is affine with plain random terms: one of them a multiple of the identity, or both deterministic.
  [[nodiscard]] bool can_multiply(const AffineBlock& a, const AffineBlock& b) const;
  [[nodiscard]] AffineBlock multiply(const AffineBlock& a, const AffineBlock& b) const;
  [[nodiscard]] AffineBlock add(const AffineBlock& a, const AffineBlock& b) const;
  [[nodiscard]] AffineBlock scale(ScalarId factor, const AffineBlock& block) const;

 private:
  [[nodiscard]] bool is_multiple_of_identity(const AffineBlock& block) const;

  Scalars& scalars_;
};

/// Row-and-column access to the blocks of Q.
class BlockSystem {
 public:
  explicit BlockSystem(Scalars& scalars) : algebra(scalars) {}

  std::uint32_t add_column(SpaceId space);
  /// `defines`: the unknown that this equation is there for; every unknown has one such equation.
  std::uint32_t add_row(SpaceId space, std::uint32_t defines);
  /// Q(row, column) += block; an entry that becomes zero disappears.
  void add(std::uint32_t row, std::uint32_t column, const AffineBlock& block);
  void erase(std::uint32_t row, std::uint32_t column);

  [[nodiscard]] const std::map<std::uint32_t, AffineBlock>& row(std::uint32_t index) const { return rows_[index]; }
  [[nodiscard]] const std::set<std::uint32_t>& column(std::uint32_t index) const { return columns_[index]; }
  /// The unknown that an equation defines, and the other way round.
  [[nodiscard]] std::uint32_t defined_by(std::uint32_t row) const { return defines_[row]; }
  /// Takes out an equation and an unknown; what they were paired with makes a new pair.
  void solve_pair(std::uint32_t row, std::uint32_t column);
  [[nodiscard]] const std::vector<SpaceId>& row_spaces() const { return row_spaces_; }
  [[nodiscard]] const std::vector<SpaceId>& column_spaces() const { return column_spaces_; }

  BlockAlgebra algebra;

 private:
  std::vector<SpaceId> row_spaces_, column_spaces_;
  std::vector<std::uint32_t> defines_;
  std::vector<std::map<std::uint32_t, AffineBlock>> rows_;
  std::vector<std::set<std::uint32_t>> columns_;
};

using DeterministicVector = std::map<std::uint32_t, ScalarId>;

/// d + sum_k u_k y_k * right, where y solves Q y = v of one input.
struct Readout {
  std::size_t trace = 0;  ///< which of Linearization::traces it is a part of
  std::size_t input = 0;
  ScalarId right{};
  ScalarId deterministic{};
  DeterministicVector u;  ///< by column
};

/// Q, the inputs v (by row) and the readouts.
struct LinearRepresentation {
  BlockSystem system;
  std::vector<DeterministicVector> inputs;
  std::vector<Readout> readouts;
  std::set<std::uint32_t> solved_rows, solved_columns;  ///< taken out by elimination
};

/// Inverses inside the argument of another inverse, among what the needed traces are made of, each as a square matrix.
[[nodiscard]] std::vector<MatrixId> nested_inverses(Model& model);

/// Structural recursion: one unknown for every operation applied to a given argument; shared where both agree.
[[nodiscard]] LinearRepresentation represent(Model& model);

/// Solves for unknowns whose coefficient in some equation is a nonzero number, as long as Q, v and u stay affine and
/// deterministic. Afterwards no such pivot is left.
void eliminate_pivots(LinearRepresentation& representation, Scalars& scalars);

}  // namespace freepencil
