// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "solve/components.hpp"
#include "solve/trust_region.hpp"

namespace freepencil {

template <class S>
DirectRun<S> Components<S>::solve(FixedPoint<S>& part, const Vector<S>& start, SolveMethod method, bool last,
                                  std::vector<SolveStep>& history) const {
  // Plain averaging moves towards the basin of the physical root slowly but surely; mixing, which is unsafe far away,
  // helps where that root attracts slowly. More of it costs as much as a continuation.
  constexpr int plain_steps = 60, mixed_steps = 140;
  const auto average = [&](int steps, int depth) {
    const int limit = last ? options_->max_iterations : std::min(steps, options_->max_iterations);
    return iterate(part, start, *options_, limit, depth, history);
  };
  switch (method) {
    case SolveMethod::Averaged:
      return average(plain_steps, 0);
    case SolveMethod::Anderson:
      return average(mixed_steps, options_->anderson_depth);
    case SolveMethod::TrustRegion:
      return solve_in_trust_region(part, start, *options_, history);
    default:
      return polish(part, start, *options_, history);
  }
}

template <class S>
DirectRun<S> Components<S>::solve(SolveMethod method, std::vector<SolveStep>& history, bool last) {
  const auto& components = system_->structure().components;
  for (; solved_ < components.size(); ++solved_) {
    const Component& component = components[solved_];
    FixedPoint<S> part(*system_, component, g_);
    const Vector<S> start = g_(component.unknowns);
    DirectRun<S> run;
    if (!component.nonlinear) run = polish(part, start, *options_, history);
    if (!run.physical()) run = solve(part, start, method, last, history);
    if (!run.physical()) {
      run.iterate.g = g_;
      run.whole = false;
      return run;
    }
    g_(component.unknowns) = run.iterate.g;
  }
  FixedPoint<S> map(*system_);
  const DirectRun<S> run = polish(map, g_, *options_, history);
  if (!run.physical()) {
    // Every component has a root, and together they are none: the next method begins again.
    solved_ = 0;
    g_ = start_;
  }
  return run;
}

}  // namespace freepencil
