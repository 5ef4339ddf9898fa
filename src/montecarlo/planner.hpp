// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <unordered_map>

#include "laws/dense_function.hpp"
#include "montecarlo/chain.hpp"
#include "montecarlo/plan.hpp"

namespace freepencil {

/// Emits the steps of a plan. Parts of products are interned in the arenas of the model, so that equal parts of
/// different traces have equal ids and are computed once.
class Planner {
 public:
  Planner(const Model& model, const Ensemble& ensemble, bool complex);

  void add_trace(MatrixId id, std::uint32_t index);
  /// The plan, with every slot released after its last use.
  [[nodiscard]] EvaluationPlan finish();

 private:
  struct Factor {
    std::uint32_t index = 0;
    bool adjoint = false;
    bool hermitian = false;
  };

  struct Pending {
    std::uint32_t trace = 0, number = 0;
    Chain chain;
  };

  // Traces.
  void expand_trace(std::uint32_t index, std::complex<double> coefficient, MatrixId id);
  void single_factor_trace(const Chain& chain, std::uint32_t number);
  void pair_trace(const Chain& chain, std::uint32_t number);

  // Matrices.
  Operand matrix(MatrixId id);
  Operand leaf(MatrixId id);
  Operand constant(MatrixId id);
  Operand combine(MatrixId id);
  Operand interval(ChainPlanner& chain, std::size_t start, std::size_t count);
  Operand emit(ChainPlanner& chain, std::size_t start, std::size_t count, const Choice& choice);
  Operand solve(const Factor& factor, std::uint32_t middle, Operand b);
  Operand inverse_block(const MatrixNode& node);
  PlannedSum sum(MatrixId id);
  /// The factorisation of a matrix, or of its adjoint.
  Factor factorize(MatrixId id);

  // Bookkeeping.
  [[nodiscard]] ChainPlanner chain_planner(Chain chain, bool cyclic);
  [[nodiscard]] std::optional<Operand> find(MatrixId id);
  Operand remember(MatrixId id, Operand operand);
  std::uint32_t new_slot(bool half = false);
  /// The operand with both triangles of its matrix in place.
  Operand full(Operand operand);
  std::uint32_t diagonal(SpaceId space, ScalarId function);
  [[nodiscard]] PlannedConstant realise(SpaceId space, ScalarId function);
  [[nodiscard]] std::vector<std::complex<double>> expand(SpaceId space, ScalarId function) const;
  [[nodiscard]] std::complex<double> number(ScalarId id) const;
  [[nodiscard]] std::size_t size(SpaceId space) const { return static_cast<std::size_t>(ensemble_.sizes[space]); }
  void push(StepKind kind) { plan_.steps.push_back({.kind = std::move(kind), .trace = trace_, .released = {}}); }

  const Ensemble& ensemble_;
  bool complex_;
  Scalars& scalars_;
  Matrices& matrices_;
  DenseFunctions dense_functions_;
  EvaluationPlan plan_;
  std::vector<Pending> pending_;
  std::uint32_t trace_ = 0;  // the one being planned

  std::unordered_map<MatrixId, Operand> known_;
  std::unordered_map<MatrixId, Factor> factors_;
  std::unordered_map<MatrixId, std::uint32_t> inverse_diagonals_;                   // by the inverse
  std::unordered_map<std::uint32_t, std::uint32_t> block_factors_;                  // by block matrix
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> block_columns_;  // by block matrix and column
  std::map<std::pair<SpaceId, ScalarId>, std::uint32_t> diagonals_;
  std::vector<bool> half_;  // by slot: so far only the lower triangle is there
};

}  // namespace freepencil
