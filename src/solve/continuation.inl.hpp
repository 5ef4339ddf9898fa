// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "solve/continuation.hpp"

namespace freepencil {
namespace detail {

/// The system of F + sqrt(strength) X.
template <class S>
DysonSystem<S> weakened(const DysonSystem<S>& system, RealOf<S> strength) {
  PointPencil<S> pencil = system.pencil();
  for (auto& variance : pencil.variances) variance *= strength;
  return DysonSystem<S>(std::move(pencil), system.wanted(), system.relations());
}

}  // namespace detail

template <class S>
std::optional<Vector<S>> continue_in_strength(const DysonSystem<S>& system, const SolveOptions& options,
                                              std::vector<SolveStep>& history) {
  using Real = RealOf<S>;
  constexpr double first_radius = 0.1;   // of the second-moment operator at the first strength
  constexpr double largest_factor = 16;  // from one strength to the next
  constexpr double smallest_factor = 1.001;
  constexpr int max_strengths = 400;

  Vector<S> g = Vector<S>::Zero(system.unknowns());
  FixedPoint<S> free(system);
  Iterate<S> start;
  if (!free.evaluate_deterministic(start)) return std::nullopt;
  const Real radius = free.branch_radius();  // is proportional to s at M = F^{-1}
  if (!(radius < Eigen::NumTraits<Real>::highest())) return std::nullopt;
  Real strength = radius > Real(first_radius) ? Real(first_radius) / radius : Real(1);
  if (!(strength > Real(0))) return std::nullopt;

  Real solved(0), factor(4);
  g = start.image;
  for (int count = 0; count < max_strengths; ++count) {
    const DysonSystem<S> weak = detail::weakened(system, strength);
    if (weak.unknowns() != system.unknowns()) return std::nullopt;  // underflow
    FixedPoint<S> map(weak);
    const DirectRun<S> run = polish(map, g, options, history);
    if (run.physical()) {
      g = run.iterate.g;
      if (strength == Real(1)) return g;
      solved = strength;
      factor = std::min(factor * factor, Real(largest_factor));
    } else {
      if (solved == Real(0)) return std::nullopt;
      factor = std::sqrt(factor);
      if (factor < Real(smallest_factor)) return std::nullopt;
    }
    strength = std::min(Real(1), solved * factor);
  }
  return std::nullopt;
}

}  // namespace freepencil
