// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "dyson/from_model.hpp"
#include "expr/evaluate.hpp"

namespace freepencil {
namespace detail {

// A function on a space: one value where it is the same at all atoms.
template <class S>
std::vector<S> values_at(const Model& model, const Ensemble& ensemble, SpaceId space, MatrixId matrix) {
  if (model.matrices->is_zero(matrix)) return {S(0)};
  const ScalarId f = (*model.matrices)[matrix].function;
  auto values = values_on_space<S>(model, ensemble, space, f);
  if (!model.scalars->contains(f, ScalarNode::Kind::Symbol)) values.resize(1);
  return values;
}

}  // namespace detail

template <class S>
PointPencil<S> point_pencil(const Model& model, const Pencil& pencil, const Ensemble& ensemble) {
  const std::vector<S> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
  const std::vector<S> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
  Leaves<S> leaves;
  leaves.parameters = parameters;
  leaves.sizes = sizes;

  PointPencil<S> result;
  for (std::size_t s = 0; s < ensemble.sizes.size(); ++s) {
    const auto& weights = ensemble.measures[s].weights;
    result.spaces.push_back({ensemble.sizes[s], {weights.begin(), weights.end()}});
  }
  result.rows.assign(pencil.rows.begin(), pencil.rows.end());
  result.columns.assign(pencil.columns.begin(), pencil.columns.end());
  result.variances.assign(ensemble.variances.begin(), ensemble.variances.end());
  const std::vector<MatrixId> functions = random_functions(model, pencil);
  const auto function_index = [&](MatrixId id) {
    const auto at = std::find(functions.begin(), functions.end(), id);
    return at == functions.end() ? PointPencil<S>::identity : static_cast<int>(at - functions.begin());
  };
  for (const MatrixId id : functions) {
    const SpaceId space = (*model.matrices)[id].row;
    result.functions.push_back(values_on_space<S>(model, ensemble, space, (*model.matrices)[id].function));
  }
  for (const auto& entry : pencil.entries) {
    const int row = static_cast<int>(entry.row), column = static_cast<int>(entry.column);
    if (!model.matrices->is_zero(entry.deterministic)) {
      const SpaceId space = pencil.rows[entry.row];
      result.entries.push_back({row, column, detail::values_at<S>(model, ensemble, space, entry.deterministic)});
    }
    for (const auto& term : entry.random) {
      const S coefficient = evaluate<S>(*model.scalars, term.coefficient, leaves);
      result.random.push_back({row, column, static_cast<int>(term.variable), term.adjoint, coefficient,
                               function_index(term.left), function_index(term.right)});
    }
  }
  return result;
}

template <class S>
std::vector<PointTrace<S>> point_traces(const Model& model, const std::vector<TraceFunctional>& traces,
                                        const Ensemble& ensemble) {
  std::vector<PointTrace<S>> result;
  for (const auto& functional : traces) {
    auto& trace = result.emplace_back();
    const auto& weights = ensemble.measures[functional.space].weights;
    const auto values = detail::values_at<S>(model, ensemble, functional.space, functional.deterministic);
    for (std::size_t t = 0; t < weights.size(); ++t) {
      trace.constant += weights[t] * values[values.size() == 1 ? 0 : t];
    }
    for (const auto& term : functional.terms) {
      trace.terms.push_back({static_cast<int>(term.column), static_cast<int>(term.row),
                             detail::values_at<S>(model, ensemble, functional.space, term.weight)});
    }
  }
  return result;
}

template <class S>
std::vector<TraceRelation<S>> point_relations(const Model& model, const std::vector<Relation>& relations,
                                              const Ensemble& ensemble) {
  const std::vector<S> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
  const std::vector<S> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
  Leaves<S> leaves;
  leaves.parameters = parameters;
  leaves.sizes = sizes;
  const auto number = [&](ScalarId id) { return evaluate<S>(*model.scalars, id, leaves); };
  std::vector<TraceRelation<S>> result;
  for (const Relation& relation : relations) {
    TraceRelation<S> numbers{relation.traced, number(relation.constant), {}};
    bool finite = is_finite(numbers.constant);
    for (const auto& [other, coefficient] : relation.terms) {
      numbers.terms.emplace_back(other, number(coefficient));
      finite = finite && is_finite(numbers.terms.back().second);
    }
    // A division by a parameter that is zero here: the trace stays an unknown.
    if (finite) result.push_back(std::move(numbers));
  }
  return result;
}

template <class S>
DysonSystem<S> dyson_system(const Model& model, const Linearization& linearization, const Ensemble& ensemble,
                            const std::vector<Relation>* relations) {
  std::optional<std::vector<TraceRelation<S>>> numbers;
  if (relations != nullptr) numbers = point_relations<S>(model, *relations, ensemble);
  return {point_pencil<S>(model, linearization.pencil, ensemble),
          point_traces<S>(model, linearization.traces, ensemble), std::move(numbers)};
}

}  // namespace freepencil
