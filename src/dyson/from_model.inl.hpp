// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "dyson/from_model.hpp"
#include "expr/evaluate.hpp"

namespace freepencil {
namespace detail {

/// Coefficients, functions of the deterministic matrices and weights at one point, in the scalar type S.
template <class S>
class PointEvaluator {
 public:
  PointEvaluator(const Model& model, const PointValues<RealOf<S>>& at) : model_(model), at_(at), leaves_(at) {}

  [[nodiscard]] S number(ScalarId id) const { return evaluate<S>(*model_.scalars, id, leaves_.leaves()); }
  /// One value for every atom.
  [[nodiscard]] std::vector<S> at_atoms(SpaceId space, MatrixId matrix) const {
    const ScalarId f = (*model_.matrices)[matrix].function;
    return evaluate_rows<S>(*model_.scalars, f, leaves_.leaves(), at_.weights[space].size());
  }
  /// One value where the function is the same at all atoms.
  [[nodiscard]] std::vector<S> values(SpaceId space, MatrixId matrix) const {
    if (model_.matrices->is_zero(matrix)) return {S(0)};
    const ScalarId f = (*model_.matrices)[matrix].function;
    if (!model_.scalars->contains(f, ScalarNode::Kind::Symbol)) return {number(f)};
    return at_atoms(space, matrix);
  }

 private:
  const Model& model_;
  const PointValues<RealOf<S>>& at_;
  PointLeaves<S> leaves_;
};

}  // namespace detail

template <class S>
PointPencil<S> point_pencil(const Model& model, const Pencil& pencil, const PointValues<RealOf<S>>& at) {
  const detail::PointEvaluator<S> evaluator(model, at);
  PointPencil<S> result;
  for (std::size_t s = 0; s < at.sizes.size(); ++s) result.spaces.push_back({at.sizes[s], at.weights[s]});
  result.rows.assign(pencil.rows.begin(), pencil.rows.end());
  result.columns.assign(pencil.columns.begin(), pencil.columns.end());
  result.variances = at.variances;
  const std::vector<MatrixId> functions = random_functions(model, pencil);
  const auto function_index = [&](MatrixId id) {
    const auto found = std::find(functions.begin(), functions.end(), id);
    return found == functions.end() ? PointPencil<S>::identity : static_cast<int>(found - functions.begin());
  };
  for (const MatrixId id : functions) result.functions.push_back(evaluator.at_atoms((*model.matrices)[id].row, id));
  for (const auto& entry : pencil.entries) {
    const int row = static_cast<int>(entry.row), column = static_cast<int>(entry.column);
    if (!model.matrices->is_zero(entry.deterministic)) {
      result.entries.push_back({row, column, evaluator.values(pencil.rows[entry.row], entry.deterministic)});
    }
    for (const auto& term : entry.random) {
      result.random.push_back({row, column, static_cast<int>(term.variable), term.adjoint,
                               evaluator.number(term.coefficient), function_index(term.left),
                               function_index(term.right)});
    }
  }
  return result;
}

template <class S>
std::vector<PointTrace<S>> point_traces(const Model& model, const std::vector<TraceFunctional>& traces,
                                        const PointValues<RealOf<S>>& at) {
  const detail::PointEvaluator<S> evaluator(model, at);
  std::vector<PointTrace<S>> result;
  for (const auto& functional : traces) {
    auto& trace = result.emplace_back();
    const auto& weights = at.weights[functional.space];
    const auto values = evaluator.values(functional.space, functional.deterministic);
    for (std::size_t t = 0; t < weights.size(); ++t) {
      trace.constant += S(weights[t]) * values[values.size() == 1 ? 0 : t];
    }
    for (const auto& term : functional.terms) {
      trace.terms.push_back(
          {static_cast<int>(term.column), static_cast<int>(term.row), evaluator.values(functional.space, term.weight)});
    }
  }
  return result;
}

template <class S>
std::vector<TraceRelation<S>> point_relations(const Model& model, const std::vector<Relation>& relations,
                                              const PointValues<RealOf<S>>& at) {
  const detail::PointEvaluator<S> evaluator(model, at);
  std::vector<TraceRelation<S>> result;
  for (const Relation& relation : relations) {
    TraceRelation<S> numbers{relation.traced, evaluator.number(relation.constant), {}};
    bool finite = is_finite(numbers.constant);
    for (const auto& [other, coefficient] : relation.terms) {
      numbers.terms.emplace_back(other, evaluator.number(coefficient));
      finite = finite && is_finite(numbers.terms.back().second);
    }
    // A division by a parameter that is zero here: the trace stays an unknown.
    if (finite) result.push_back(std::move(numbers));
  }
  return result;
}

template <class S>
DysonSystem<S> dyson_system(const Model& model, const Linearization& linearization, const PointValues<RealOf<S>>& at,
                            const std::vector<Relation>* relations) {
  std::optional<std::vector<TraceRelation<S>>> numbers;
  if (relations != nullptr) numbers = point_relations<S>(model, *relations, at);
  return {point_pencil<S>(model, linearization.pencil, at), point_traces<S>(model, linearization.traces, at),
          std::move(numbers)};
}

}  // namespace freepencil
