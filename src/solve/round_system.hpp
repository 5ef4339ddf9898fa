// SPDX-License-Identifier: GPL-3.0-or-later
// A Dyson system in another number type or precision.
#pragma once

#include <optional>

#include "dyson/dyson_system.hpp"

namespace freepencil {

namespace detail {

template <class E, class S>
PointPencil<E> converted(const PointPencil<S>& pencil) {
  PointPencil<E> result;
  for (const auto& space : pencil.spaces) {
    result.spaces.push_back({RealOf<E>(space.size), {space.weights.begin(), space.weights.end()}});
  }
  result.rows = pencil.rows;
  result.columns = pencil.columns;
  for (const auto& entry : pencil.entries) {
    result.entries.push_back({entry.row, entry.column, {entry.values.begin(), entry.values.end()}});
  }
  for (const auto& term : pencil.random) {
    result.random.push_back(
        {term.row, term.column, term.variable, term.adjoint, E(term.coefficient), term.left, term.right});
  }
  for (const auto& function : pencil.functions) result.functions.emplace_back(function.begin(), function.end());
  result.variances.assign(pencil.variances.begin(), pencil.variances.end());
  return result;
}

template <class E, class S>
std::vector<PointTrace<E>> converted(const std::vector<PointTrace<S>>& traces) {
  std::vector<PointTrace<E>> result;
  for (const auto& trace : traces) {
    PointTrace<E>& copy = result.emplace_back();
    copy.constant = E(trace.constant);
    for (const auto& term : trace.terms) {
      copy.terms.push_back({term.column, term.row, {term.values.begin(), term.values.end()}});
    }
  }
  return result;
}

template <class E, class S>
std::optional<std::vector<TraceRelation<E>>> converted(const std::optional<std::vector<TraceRelation<S>>>& relations) {
  if (!relations) return std::nullopt;
  std::vector<TraceRelation<E>> result;
  for (const auto& relation : *relations) {
    TraceRelation<E>& copy = result.emplace_back();
    copy.traced = relation.traced;
    copy.constant = E(relation.constant);
    for (const auto& [traced, coefficient] : relation.terms) copy.terms.emplace_back(traced, E(coefficient));
  }
  return result;
}

}  // namespace detail

/// Every number of the system as an E, of the precision that is current.
template <class E, class S>
[[nodiscard]] DysonSystem<E> round_system(const DysonSystem<S>& system) {
  return DysonSystem<E>(detail::converted<E>(system.pencil()), detail::converted<E>(system.wanted()),
                        detail::converted<E>(system.relations()));
}

/// A copy, in the precision that is current.
template <class S>
[[nodiscard]] Vector<S> rounded(const Vector<S>& v) {
  Vector<S> result(v.size());
  for (Eigen::Index k = 0; k < v.size(); ++k) result[k] = S(v[k]);
  return result;
}

}  // namespace freepencil
