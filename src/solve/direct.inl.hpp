// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "solve/direct.hpp"

namespace freepencil {

template <class S>
DirectRun<S> polish(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options,
                    std::vector<SolveStep>& history) {
  DirectRun<S> run;
  run.iterate.g = start;
  const StopRule<S> accept{RealOf<S>(options.tolerance)};
  run.root = newton(map, run.iterate, accept, options.max_newton_steps, history);
  if (!run.root) return run;
  run.whole = map.solves_the_whole();
  run.branch_radius = map.branch_radius();
  // Where no step was needed there is none in the history yet.
  if (history.empty() || history.back().branch_radius) {
    history.push_back({SolveStep::Method::Newton, static_cast<double>(run.iterate.residual)});
  }
  history.back().branch_radius = static_cast<double>(run.branch_radius);
  return run;
}

template <class S>
DirectRun<S> iterate(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options, int max_iterations,
                     int depth, std::vector<SolveStep>& history) {
  using Real = RealOf<S>;
  constexpr int warm_up = 3;          // averaged steps before Newton may try
  constexpr double first_fall = 0.5;  // of the residual, before the first try
  constexpr double next_fall = 0.05;  // and again after a try that failed
  constexpr double growth = 2;        // a mixed step that does this is undone

  SolveOptions attempts = options;  // a start in the basin of a root needs few steps
  attempts.max_newton_steps = std::min(options.max_newton_steps, 8);
  DirectRun<S> run;
  Iterate<S>& current = run.iterate;
  if (!map.evaluate(start, current)) return run;
  Anderson<S> mixing(depth);
  Real threshold = Real(first_fall) * current.residual;
  std::optional<DirectRun<S>> wrong;
  for (int count = 1; count <= max_iterations; ++count) {
    const bool settled = StopRule<S>{Real(options.tolerance)}.without_scales(current);
    if (settled || (count > warm_up && current.residual <= threshold)) {
      auto attempt = polish(map, current.g, settled ? options : attempts, history);
      if (attempt.physical()) return attempt;
      if (attempt.root) wrong = std::move(attempt);
      if (settled) break;  // averaging has arrived where Newton's method refuses to stay
      threshold = Real(next_fall) * current.residual;
    }
    const Vector<S> mixed = mixing.next(current);
    const bool accelerated = mixing.accelerated();
    Iterate<S> next;
    bool valid = map.evaluate(mixed, next);
    if (accelerated && (!valid || next.residual > Real(growth) * current.residual)) {
      mixing.reset();
      valid = map.evaluate((current.g + current.image) / S(2), next);
    }
    if (!valid) break;
    current = std::move(next);
    history.push_back({accelerated ? SolveStep::Method::Anderson : SolveStep::Method::Averaged,
                       static_cast<double>(current.residual)});
  }
  return wrong ? *wrong : run;
}

}  // namespace freepencil
