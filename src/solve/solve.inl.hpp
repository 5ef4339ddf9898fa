// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

#include "solve/continuation.hpp"
#include "solve/hermitized.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace detail {

inline constexpr const char* no_inverse =
    "an inverse in the expression does not exist in the limit: zero lies in the spectrum of its argument, or too close "
    "to "
    "it to tell";

template <class S>
DysonSolution<S> start_solution(const DysonSystem<S>& system) {
  DysonSolution<S> solution;
  solution.traces.assign(system.wanted().size(), S(std::numeric_limits<double>::quiet_NaN()));
  solution.g = Vector<S>::Zero(system.unknowns());
  if (!system.finite()) {
    solution.status = Status::OutsideDomain;
    solution.reason = "a coefficient or a deterministic matrix is not finite at this point";
  } else if (!system.invertible()) {
    solution.status = Status::OutsideDomain;
    solution.reason =
        "an inverse in the expression does not exist in the limit: its argument is singular, or comes arbitrarily "
        "close";
  } else {
    solution.unknowns = system.unknowns();
    for (const auto& component : system.structure().components) {
      (component.nonlinear ? solution.nonlinear : solution.linear) += static_cast<int>(component.unknowns.size());
    }
  }
  return solution;
}

template <class S>
void fail(DysonSolution<S>& solution, Status status, const char* reason) {
  solution.status = status;
  solution.reason = reason;
}

// Everything that is reported is computed again at the point that is returned.
template <class S>
void finish(DysonSolution<S>& solution, FixedPoint<S>& map, const DirectRun<S>& run, const SolveOptions& options) {
  solution.iterations = static_cast<int>(solution.history.size());
  if (run.iterate.g.size() != map.system().unknowns()) return;
  Iterate<S> final;
  const bool valid = map.evaluate(run.iterate.g, final);
  solution.g = run.iterate.g;
  if (!valid) return;
  solution.residual = static_cast<double>(final.residual);
  solution.branch_radius = static_cast<double>(map.branch_radius());
  const bool settled = StopRule<S>{RealOf<S>(options.tolerance)}(final);
  if (!settled || !map.solves_the_whole() || !(solution.branch_radius < 1) ||
      solution.status == Status::OutsideDomain) {
    return;
  }
  auto traces = map.traces();
  for (const S& trace : traces) {
    if (!is_finite(trace)) return;
  }
  solution.traces = std::move(traces);
  solution.status = Status::Converged;
  solution.reason.clear();
}

// Component by component: a linear one needs a single solve, and its size does not spoil the residual of the others.
template <class S>
DirectRun<S> solve_directly(FixedPoint<S>& map, const SolveOptions& options, std::vector<SolveStep>& history) {
  // Plain averaging moves towards the basin of the physical root slowly but surely; mixing, which is unsafe far away,
  // helps where that root attracts slowly. More of it costs as much as the hermitized equation.
  constexpr int plain_steps = 60, mixed_steps = 140;
  const DysonSystem<S>& system = map.system();
  DirectRun<S> whole;
  Vector<S> g = Vector<S>::Zero(system.unknowns());
  // Where F is singular any other start will do, for the branch radius decides whether its root counts.
  if (!map.evaluate(g, whole.iterate)) g.setOnes();
  for (const auto& component : system.structure().components) {
    FixedPoint<S> part(system, component, g);
    const Vector<S> start = g(component.unknowns);
    DirectRun<S> run;
    if (!component.nonlinear) run = polish(part, start, options, history);
    const auto average = [&](int steps, int depth) {
      run = iterate(part, start, options, std::min(steps, options.max_iterations), depth, history);
    };
    if (!run.physical()) average(plain_steps, 0);
    if (!run.physical()) average(mixed_steps, options.anderson_depth);
    if (!run.root) {
      whole.iterate.g = g;
      return whole;
    }
    g(component.unknowns) = run.iterate.g;
    if (!run.physical()) break;
  }
  return polish(map, g, options, history);
}

template <class S>
void continue_from_infinity(DysonSolution<S>& solution, FixedPoint<S>& map, DirectRun<S> direct,
                            const SolveOptions& options) {
  using Verdict = typename HermitizedRun<S>::Verdict;
  const auto run = continue_hermitized(map, options, solution.history);
  if (run.verdict == Verdict::Solved) {
    direct = run.run;
  } else if (run.verdict == Verdict::ZeroInSpectrum) {
    fail(solution, Status::OutsideDomain, no_inverse);
  } else if (direct.root) {
    fail(solution, Status::WrongBranch,
         "the root that was found is not the physical one, and the physical one was not");
  } else {
    fail(solution, Status::Stalled, "no solution was found, and no proof that there is none");
  }
  finish(solution, map, direct, options);
}

}  // namespace detail

template <class S>
DysonSolution<S> solve(const DysonSystem<S>& system, const SolveOptions& options) {
  auto solution = detail::start_solution(system);
  if (solution.status != Status::NotRun) return solution;
  FixedPoint<S> map(system);
  DirectRun<S> run = detail::solve_directly(map, options, solution.history);
  if (run.physical()) {
    detail::finish(solution, map, run, options);
  } else if (system.unknowns() == 0) {
    // M = F^{-1} is the only candidate.
    detail::fail(solution, Status::OutsideDomain, detail::no_inverse);
    detail::finish(solution, map, run, options);
  } else {
    if (const auto g = continue_in_strength(system, options, solution.history)) {
      run = polish(map, *g, options, solution.history);
    }
    if (run.physical()) {
      detail::finish(solution, map, run, options);
    } else {
      detail::continue_from_infinity(solution, map, std::move(run), options);
    }
  }
  return solution;
}

template <class S>
DysonSolution<S> solve_hermitized(const DysonSystem<S>& system, const SolveOptions& options) {
  auto solution = detail::start_solution(system);
  if (solution.status != Status::NotRun) return solution;
  FixedPoint<S> map(system);
  detail::continue_from_infinity(solution, map, DirectRun<S>(), options);
  return solution;
}

template <class S>
DysonSolution<S> solve_from(const DysonSystem<S>& system, const Vector<S>& start, const SolveOptions& options) {
  auto solution = detail::start_solution(system);
  if (solution.status != Status::NotRun) return solution;
  FixedPoint<S> map(system);
  const DirectRun<S> run = polish(map, start, options, solution.history);
  if (run.root) {
    detail::fail(solution, Status::WrongBranch, "the root next to the start is not the physical one");
  } else {
    detail::fail(solution, Status::Stalled, "Newton's method found no root from the start");
  }
  detail::finish(solution, map, run, options);
  return solution;
}

}  // namespace freepencil
