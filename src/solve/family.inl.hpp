// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "solve/components.hpp"
#include "solve/family.hpp"

namespace freepencil {
namespace detail {

/// A point of the path.
template <class S>
struct PathPoint {
  RealOf<S> t{};
  Vector<S> g;
};

/// The line through two points of log g, or of g where that is not defined or too steep to trust.
template <class S>
Vector<S> extrapolate(const PathPoint<S>& previous, const PathPoint<S>& current, const RealOf<S>& t) {
  using std::abs, std::exp, std::log;
  using Real = RealOf<S>;
  const Real steep(0.9);
  const S distance = S((t - current.t) / (current.t - previous.t));
  Vector<S> g = current.g;
  for (Eigen::Index k = 0; k < g.size(); ++k) {
    const S change = current.g[k] - previous.g[k];
    if (abs(change) < steep * Real(abs(previous.g[k]))) {
      g[k] *= exp(distance * log(S(1) + change / previous.g[k]));
    } else {
      g[k] += distance * change;
    }
  }
  return g;
}

}  // namespace detail

template <class S>
std::optional<Vector<S>> continue_along(const SystemFamily<S>& family, const Vector<S>& start,
                                        const SolveOptions& options, SolveMethod method,
                                        std::vector<SolveStep>& history) {
  using Real = RealOf<S>;
  using Point = detail::PathPoint<S>;
  constexpr int max_systems = 400;
  constexpr int few_steps = 4, many_steps = 10;  // of Newton's method: the step grows, the step has failed
  const Real smallest(1e-5), first(0.0625);

  SolveOptions quick = options;
  quick.max_newton_steps = std::min(options.max_newton_steps, many_steps);
  std::optional<Point> previous, current;
  Real step = first, t(0);
  for (int count = 0; count < max_systems; ++count) {
    const std::optional<DysonSystem<S>> system = family(t);
    if (!system || !system->finite() || !system->invertible()) return std::nullopt;
    if (system->unknowns() != start.size()) return std::nullopt;
    Vector<S> g = start;
    if (current) g = previous ? detail::extrapolate(*previous, *current, t) : current->g;
    std::vector<SolveStep> steps;
    const DirectRun<S> run = Components<S>(*system, quick, g).solve(SolveMethod::Newton, steps);
    for (const SolveStep& taken : steps) history.push_back({method, taken.residual, taken.branch_radius});
    if (run.physical()) {
      if (t == Real(1)) return run.iterate.g;
      previous = std::move(current);
      current = Point{t, run.iterate.g};
      const int most = few_steps * static_cast<int>(system->structure().components.size() + 1);
      if (previous && static_cast<int>(steps.size()) <= most) step *= 2;
    } else {
      if (!current) return std::nullopt;
      step /= 4;
      if (step < smallest) return std::nullopt;
    }
    t = current->t + step;
    if (!(t < Real(1))) t = Real(1);
  }
  return std::nullopt;
}

}  // namespace freepencil
