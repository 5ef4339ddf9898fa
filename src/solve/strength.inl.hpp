// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "solve/family.hpp"
#include "solve/strength.hpp"

namespace freepencil {
namespace detail {

/// The system of F + sqrt(strength) X.
template <class S>
DysonSystem<S> weakened(const DysonSystem<S>& system, const RealOf<S>& strength) {
  PointPencil<S> pencil = system.pencil();
  for (auto& variance : pencil.variances) variance *= strength;
  return DysonSystem<S>(std::move(pencil), system.wanted(), system.relations());
}

}  // namespace detail

template <class S>
std::optional<Vector<S>> continue_in_strength(const DysonSystem<S>& system, const SolveOptions& options,
                                              std::vector<SolveStep>& history) {
  using std::exp, std::log;
  using Real = RealOf<S>;
  const Real first_radius(0.1);  // of the second-moment operator at the first strength

  FixedPoint<S> free(system);
  Iterate<S> start;
  if (!free.evaluate_deterministic(start)) return std::nullopt;
  const Real radius = free.branch_radius();  // is proportional to s at M = F^{-1}
  if (!is_finite(radius)) return std::nullopt;
  const Real first = radius > first_radius ? Real(first_radius / radius) : Real(1);
  if (!(first > Real(0))) return std::nullopt;
  const SystemFamily<S> family = [&](const Real& t) {
    return detail::weakened<S>(system, t < Real(1) ? Real(exp((1 - t) * log(first))) : Real(1));
  };
  return continue_along(family, start.image, options, SolveMethod::Strength, history);
}

}  // namespace freepencil
