// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/LU>

#include "solve/fixed_point.hpp"
#include "solve/refine.hpp"

namespace freepencil {
namespace detail {

template <class E, class S>
PointPencil<E> converted(const PointPencil<S>& pencil) {
  PointPencil<E> result;
  for (const auto& space : pencil.spaces) {
    result.spaces.push_back({space.size, {space.weights.begin(), space.weights.end()}});
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

/// An undamped Newton step; returns its largest component in relation to the unknown, infinity if it failed.
template <class S>
RealOf<S> full_newton_step(FixedPoint<S>& map, Iterate<S>& iterate) {
  using Real = RealOf<S>;
  const auto n = iterate.g.size();
  const Eigen::PartialPivLU<Matrix<S>> lu(Matrix<S>::Identity(n, n) - map.jacobian());
  const Vector<S> step = lu.solve(iterate.difference());
  if (!step.allFinite() || !map.evaluate(iterate.g + step, iterate)) return std::numeric_limits<Real>::infinity();
  const auto scale = iterate.g.cwiseAbs().array() + std::numeric_limits<Real>::min();
  return (step.cwiseAbs().array() / scale).maxCoeff();
}

}  // namespace detail

template <class S>
Refinement<S> refine(const DysonSystem<S>& system, const Vector<S>& g) {
  using E = Extended<S>;
  using Real = RealOf<E>;
  constexpr int most_steps = 12;
  const Real quadratic = std::sqrt(std::numeric_limits<Real>::epsilon()) / 8;  // the next step would be its square

  Refinement<S> result;
  const DysonSystem<E> fine(detail::converted<E>(system.pencil()), detail::converted<E>(system.wanted()),
                            detail::converted<E>(system.relations()));
  FixedPoint<E> map(fine);
  Iterate<E> iterate;
  if (fine.unknowns() != system.unknowns() || !map.evaluate(g.template cast<E>(), iterate)) return result;
  result.traces = map.traces();
  result.previous = result.traces;
  Real last = std::numeric_limits<Real>::infinity();
  for (int step = 1; system.unknowns() > 0; ++step) {
    const Real length = detail::full_newton_step(map, iterate);
    if (!is_finite(length)) return result;
    result.previous = std::move(result.traces);
    result.traces = map.traces();
    if (length <= quadratic || (step > 1 && !(2 * length < last))) break;
    if (step == most_steps) return result;
    last = length;
  }
  result.floors = map.trace_scales();
  for (Real& floor : result.floors) floor *= 2 * std::numeric_limits<Real>::epsilon();
  const Real size = max_norm<E>(iterate.g);
  result.residual = size > Real(0) ? static_cast<double>(iterate.residual / size) : 0;
  result.branch_radius = static_cast<double>(map.branch_radius());
  if (!map.solves_the_whole()) return result;

  FixedPoint<S> coarse(system);
  Iterate<S> rounded;
  if (!coarse.evaluate(iterate.g.template cast<S>(), rounded)) return result;
  if (system.unknowns() > 0 && !is_finite(detail::full_newton_step(coarse, rounded))) return result;
  result.coarse = coarse.traces();
  result.root = true;
  return result;
}

}  // namespace freepencil
