// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil while it is being made: sparse block equations Q y = v x with matrices u' y + d read off the solution.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "pencil/pencil.hpp"

namespace freepencil {

/// deterministic + sum of coefficient * left * X * right: what a pencil may hold in one block.
struct AffineBlock {
  MatrixId deterministic{};
  std::vector<RandomTerm> random;  ///< sorted by (variable, adjoint, right, left)
};

/// Sums and products of affine blocks.
class BlockAlgebra {
 public:
  explicit BlockAlgebra(Model& model) : model_(model), scalars_(*model.scalars), matrices_(*model.matrices) {}

  [[nodiscard]] AffineBlock deterministic(MatrixId matrix) const { return {matrix, {}}; }
  [[nodiscard]] AffineBlock random(std::uint32_t variable, bool adjoint) const;
  [[nodiscard]] AffineBlock number(SpaceId space, int value) const;
  [[nodiscard]] bool is_zero(const AffineBlock& block) const;
  [[nodiscard]] bool is_deterministic(const AffineBlock& block) const { return block.random.empty(); }
  /// Whether a * b is affine: one of them is deterministic.
  [[nodiscard]] bool can_multiply(const AffineBlock& a, const AffineBlock& b) const {
    return is_deterministic(a) || is_deterministic(b);
  }
  [[nodiscard]] AffineBlock multiply(const AffineBlock& a, const AffineBlock& b) const;
  [[nodiscard]] AffineBlock add(const AffineBlock& a, const AffineBlock& b) const;
  [[nodiscard]] AffineBlock scale(ScalarId factor, const AffineBlock& block) const;
  /// The number, where the block is a nonzero multiple of the identity by one.
  [[nodiscard]] std::optional<Rational> as_number(const AffineBlock& block) const;

  [[nodiscard]] MatrixId add(MatrixId a, MatrixId b) const { return matrices_.sum(a, b); }
  [[nodiscard]] MatrixId multiply(MatrixId a, MatrixId b) const { return matrices_.product({a, b}); }
  [[nodiscard]] MatrixId scale(ScalarId factor, MatrixId matrix) const { return matrices_.scaled(factor, matrix); }
  template <class T>
  [[nodiscard]] T scale(const Rational& factor, const T& operand) const {
    return scale(scalars_.number(factor), operand);
  }
  [[nodiscard]] bool is_zero(MatrixId matrix) const { return matrices_.is_zero(matrix); }
  [[nodiscard]] MatrixId zero(SpaceId space) const { return matrices_.zero(space, space); }
  /// vector[index] += value; what becomes zero disappears.
  void add_to(std::map<std::uint32_t, MatrixId>& vector, std::uint32_t index, MatrixId value) const;

 private:
  [[nodiscard]] RandomTerm normal(RandomTerm term) const;
  void add_term(std::vector<RandomTerm>& terms, const RandomTerm& term) const;

  Model& model_;
  Scalars& scalars_;
  Matrices& matrices_;
};

/// Row-and-column access to the blocks of Q.
class BlockSystem {
 public:
  explicit BlockSystem(Model& model) : algebra(model) {}

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

using DeterministicVector = std::map<std::uint32_t, MatrixId>;

/// d + sum_k u_k y_k * right, where y solves Q y = v of one input.
struct Readout {
  std::size_t wanted = 0;  ///< which of the wanted matrices it is a part of
  std::size_t input = 0;
  MatrixId right{};
  MatrixId deterministic{};
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
[[nodiscard]] LinearRepresentation represent(Model& model, const std::vector<std::optional<MatrixId>>& wanted);

/// Solves for unknowns whose coefficient in some equation is a nonzero number, as long as Q, v and u stay affine and
/// deterministic. Afterwards no such pivot is left.
void eliminate_pivots(LinearRepresentation& representation);

/// Changes the sign of equations in which the unknown that they define has a negative coefficient.
void orient_rows(LinearRepresentation& representation, const Model& model);

/// What elimination has left, numbered anew.
struct Compact {
  Linearization linearization;
  std::map<std::uint32_t, std::uint32_t> rows, columns;  ///< old index -> new index
};
[[nodiscard]] Compact compact(const LinearRepresentation& representation, const Model& model,
                              const std::vector<std::optional<MatrixId>>& wanted);

}  // namespace freepencil
