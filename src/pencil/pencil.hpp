// SPDX-License-Identifier: GPL-3.0-or-later
// A linear pencil: a block matrix, affine in the random matrices, whose inverse holds every trace of a model.
#pragma once

#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// coefficient * left * X * right, or the same with X'; `left` and `right` are deterministic.
struct RandomTerm {
  std::uint32_t variable = 0;
  bool adjoint = false;
  ScalarId coefficient{};
  MatrixId left{};  ///< no number and no parameter can be taken out of it, nor out of `right`
  MatrixId right{};

  friend bool operator==(const RandomTerm&, const RandomTerm&) = default;
};

/// One nonzero block: deterministic + sum of random terms.
struct PencilEntry {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  MatrixId deterministic{};  ///< zero where the block is purely random; spaces agree where it is not
  std::vector<RandomTerm> random;
};

/// Q with row spaces R_1..R_K and column spaces C_1..C_K (the same multiset); block (k,l) of its inverse maps R_l to
/// C_k.
struct Pencil {
  std::vector<SpaceId> rows;
  std::vector<SpaceId> columns;
  std::vector<PencilEntry> entries;  ///< sorted by (row, column), at most one each

  [[nodiscard]] std::size_t size() const { return rows.size(); }
};

/// A part of a matrix: left * (Q^{-1})_{column,row} * right, `left` and `right` deterministic.
struct TraceTerm {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  MatrixId left{};
  MatrixId right{};
  MatrixId weight{};  ///< right * left: what counts under a trace
};
/// M = deterministic + sum of terms, hence tr(M) = tr(deterministic) + sum of tr(weight * (Q^{-1})_{column,row}).
struct TraceFunctional {
  SpaceId space = 0;
  MatrixId deterministic{};
  std::vector<TraceTerm> terms;
};

/// One pencil for several traces.
struct Linearization {
  Pencil pencil;
  std::vector<TraceFunctional> traces;
};

/// The traces that the outputs of a model need, in the order of Model::traces; those of other traces are zero. Behind
/// them come traces of the inverses that stand inside of other inverses: elimination could cancel these, and what the
/// expression says would then have a value where one of its inverses does not exist. The pencil is made by structural
/// recursion with shared subexpressions (Haagerup and Thorbjornsen 2005); every unknown whose pivot is a nonzero number
/// is eliminated as long as the blocks stay affine.
[[nodiscard]] Linearization linearize(Model& model);

/// The same for the traces of these square matrices alone.
[[nodiscard]] Linearization linearize(Model& model, const std::vector<MatrixId>& matrices);

}  // namespace freepencil
