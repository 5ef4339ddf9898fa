// SPDX-License-Identifier: GPL-3.0-or-later
// The reduced Dyson equation in symbols.
#pragma once

#include <unordered_map>

#include "dyson/relations.hpp"
#include "equivalent/symbolic_inverse.hpp"
#include "expr/substitute.hpp"

namespace freepencil {

/// M = (F - S)^{-1} as functions of the deterministic matrices, with one Unknown leaf for every trace that the system
/// is solved for, and the traces that follow from these as formulas.
class SymbolicTheory {
 public:
  /// `structure`: of the linearization with these relations. Unknown leaf k is Structure::solved[k], or minus that
  /// where `negated` says so.
  SymbolicTheory(Model& model, const Linearization& linearization, const std::vector<Relation>& relations,
                 const Structure& structure, std::vector<bool> negated);

  /// M_kl, all of it in unknowns; nothing where no formula is found (a singular F whose blocks are not square).
  [[nodiscard]] std::optional<MatrixId> block(int k, int l);
  /// The limit of a functional's matrix.
  [[nodiscard]] std::optional<MatrixId> limit(const TraceFunctional& functional);
  /// The right-hand side of the equation of unknown k.
  [[nodiscard]] std::optional<ScalarId> right_hand_side(int k);
  /// tr of a deterministic matrix: what is free of symbols is taken out, and polynomials in the unknowns of linear
  /// components are taken apart. New traces are appended to the model.
  [[nodiscard]] ScalarId trace(MatrixId matrix);
  /// Sizes in terms of the parameters, the reference size being one.
  [[nodiscard]] ScalarId in_parameters(ScalarId id) { return sizes_(id); }

 private:
  /// A block without symbols is its own trace: where that is an unknown, this is the short way to write it.
  [[nodiscard]] std::optional<MatrixId> known_block(int k, int l);
  [[nodiscard]] std::optional<MatrixId> formula(int k, int l);
  [[nodiscard]] SymbolicInverse::Entries equation();
  [[nodiscard]] ScalarId value(int unknown);
  [[nodiscard]] MatrixId weighted(const TracedBlock& traced, MatrixId block);
  [[nodiscard]] std::optional<ScalarId> traced(const TracedBlock& traced);
  [[nodiscard]] MatrixId tidy(MatrixId matrix);
  [[nodiscard]] ScalarId simplified(ScalarId id);
  [[nodiscard]] std::optional<ScalarId> followed(const ScalarNode& node);
  [[nodiscard]] ScalarId trace_of_function(SpaceId space, ScalarId function);
  [[nodiscard]] ScalarId trace_leaf(MatrixId matrix);

  Model& model_;
  Scalars& scalars_;
  Matrices& matrices_;
  const Linearization& linearization_;
  const std::vector<Relation>& relations_;
  const Structure& structure_;
  std::vector<MatrixId> functions_;
  std::vector<bool> negated_;            // by solved unknown
  std::vector<char> plain_;              // by space: no deterministic matrix but the identity
  std::vector<ScalarId> leaves_;         // by unknown of the structure; those of followers are replaced
  std::vector<ScalarId> linear_leaves_;  // of unknowns of linear components
  std::map<std::uint32_t, int> follower_of_leaf_;
  bool complete_ = true;  // every follower has a formula
  Substitution sizes_, followers_;
  std::unordered_map<MatrixId, ScalarId> traces_;
  std::unordered_map<ScalarId, ScalarId> simplified_;
  std::optional<SymbolicInverse> inverse_;
};

}  // namespace freepencil
