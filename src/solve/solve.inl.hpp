// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

#include "solve/components.hpp"
#include "solve/hermitized.hpp"
#include "solve/solve.hpp"
#include "solve/strength.hpp"

namespace freepencil {
namespace detail {

inline constexpr const char* no_inverse =
    "an inverse in the expression does not exist in the limit: zero lies in the spectrum of its argument, or too close "
    "to it to tell";

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
void finish(DysonSolution<S>& solution, FixedPoint<S>& map, const DirectRun<S>& run) {
  solution.iterations = static_cast<int>(solution.history.size());
  if (run.iterate.g.size() != map.system().unknowns()) return;
  Iterate<S> final;
  solution.g = run.iterate.g;
  if (!map.evaluate(run.iterate.g, final)) return;
  solution.residual = static_cast<double>(final.residual);
  const RealOf<S> radius = map.branch_radius();
  solution.branch_radius = static_cast<double>(radius);
  if (!run.physical() || !(radius < RealOf<S>(1)) || !map.solves_the_whole()) return;
  auto traces = map.traces();
  for (const S& trace : traces) {
    if (!is_finite(trace)) return;
  }
  solution.traces = std::move(traces);
  solution.status = Status::Converged;
  solution.reason.clear();
}

/// One system, and the methods that are tried on it.
template <class S>
class Search {
 public:
  Search(const DysonSystem<S>& system, const SolveOptions& options, const SolveGuide<S>& guide,
         std::vector<SolveStep>& history)
      : system_(&system), options_(&options), guide_(&guide), history_(&history), map_(system) {
    // Where F is singular any other start will do, for the branch radius decides whether its root counts.
    Vector<S> natural = Vector<S>::Zero(system.unknowns());
    Iterate<S> unused;
    if (!map_.evaluate(natural, unused)) natural.setOnes();
    if (guide.start.size() == system.unknowns()) starts_.emplace_back(system, options, guide.start);
    starts_.emplace_back(system, options, std::move(natural));
  }

  /// The physical root, or how far the method came.
  DirectRun<S> run(SolveMethod method, bool last) {
    DirectRun<S> run;
    const auto arrived = [&](const std::optional<Vector<S>>& g) {
      if (g) run = polish(map_, *g, *options_, *history_);
      return g && run.physical();
    };
    switch (method) {
      case SolveMethod::Strength:
        arrived(continue_in_strength(*system_, *options_, *history_));
        break;
      case SolveMethod::Parameter:
        if (!guide_->families) break;
        for (const auto& family : guide_->families()) {
          if (arrived(along(family))) break;
        }
        break;
      case SolveMethod::Hermitized: {
        auto hermitized = continue_hermitized(map_, *options_, *history_);
        no_root_ = hermitized.verdict == HermitizedRun<S>::Verdict::ZeroInSpectrum;
        run = std::move(hermitized.run);
        break;
      }
      default:
        for (auto& start : starts_) {
          run = start.solve(method, *history_, last);
          if (run.physical()) break;
        }
    }
    return run;
  }
  /// Whether there is none.
  [[nodiscard]] bool no_root() const { return no_root_; }

 private:
  std::optional<Vector<S>> along(const SystemFamily<S>& family) {
    SolveOptions easy = *options_;
    easy.methods = {SolveMethod::Averaged, SolveMethod::Anderson, SolveMethod::Strength, SolveMethod::Hermitized};
    const std::optional<DysonSystem<S>> system = family(RealOf<S>(0));
    if (!system) return std::nullopt;
    const DysonSolution<S> first = freepencil::solve(*system, easy);
    for (const auto& step : first.history) history_->push_back(step);
    if (first.status != Status::Converged) return std::nullopt;
    return continue_along(family, first.g, *options_, SolveMethod::Parameter, *history_);
  }

  const DysonSystem<S>* system_;
  const SolveOptions* options_;
  const SolveGuide<S>* guide_;
  std::vector<SolveStep>* history_;
  FixedPoint<S> map_;
  std::vector<Components<S>> starts_;
  bool no_root_ = false;
};

}  // namespace detail

template <class S>
DysonSolution<S> solve(const DysonSystem<S>& system, const SolveOptions& options, const SolveGuide<S>& guide) {
  auto solution = detail::start_solution(system);
  if (solution.status != Status::NotRun) return solution;
  DirectRun<S> run;
  if (system.unknowns() == 0) {
    // M = F^{-1} is the only candidate.
    detail::fail(solution, Status::OutsideDomain, detail::no_inverse);
    FixedPoint<S> map(system);
    run = polish(map, Vector<S>(), options, solution.history);
  } else {
    detail::fail(solution, Status::Stalled, "no solution was found, and no proof that there is none");
    detail::Search<S> search(system, options, guide, solution.history);
    for (std::size_t k = 0; k < options.methods.size() && !run.physical(); ++k) {
      auto next = search.run(options.methods[k], k + 1 == options.methods.size());
      if (next.root && !(next.branch_radius < RealOf<S>(1))) {
        detail::fail(solution, Status::WrongBranch,
                     "the root that was found is not the physical one, and the physical one was not found");
      }
      if (next.iterate.g.size() == system.unknowns()) run = std::move(next);
      if (search.no_root()) {
        detail::fail(solution, Status::OutsideDomain, detail::no_inverse);
        break;
      }
    }
  }
  FixedPoint<S> map(system);
  detail::finish(solution, map, run);
  return solution;
}

template <class S>
DysonSolution<S> solve_hermitized(const DysonSystem<S>& system, SolveOptions options) {
  options.methods = {SolveMethod::Hermitized};
  return solve(system, options);
}

template <class S>
DysonSolution<S> solve_along(const SystemFamily<S>& family, SolveOptions options) {
  options.methods = {SolveMethod::Parameter};
  const std::optional<DysonSystem<S>> system = family(RealOf<S>(1));
  if (!system) {
    DysonSolution<S> solution;
    detail::fail(solution, Status::OutsideDomain, "the family ends before the system that is asked for");
    return solution;
  }
  SolveGuide<S> guide;
  guide.families = [&] { return std::vector<SystemFamily<S>>{family}; };
  return solve(*system, options, guide);
}

template <class S>
DysonSolution<S> solve_from(const DysonSystem<S>& system, const Vector<S>& start, const SolveOptions& options) {
  FixedPoint<S> map(system);
  return solve_from(map, start, options);
}

template <class S>
DysonSolution<S> solve_from(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options) {
  auto solution = detail::start_solution(map.system());
  if (solution.status != Status::NotRun) return solution;
  const DirectRun<S> run = polish(map, start, options, solution.history);
  if (run.root) {
    detail::fail(solution, Status::WrongBranch, "the root next to the start is not the physical one");
  } else {
    detail::fail(solution, Status::Stalled, "Newton's method found no root from the start");
  }
  detail::finish(solution, map, run);
  return solution;
}

}  // namespace freepencil
