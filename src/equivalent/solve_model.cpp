// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/solve_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "dyson/from_model.hpp"
#include "equivalent/finite_size.hpp"
#include "expr/evaluate.hpp"
#include "solve/refine.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

/// Whether the whole computation, from the pencil to the outputs, stays with real numbers.
bool stays_real(const Model& model, const Linearization& linearization) {
  return is_real(model, linearization) &&
         std::all_of(model.outputs.begin(), model.outputs.end(),
                     [&](const Output& output) { return model.scalars->is_real(output.value); });
}

/// The outputs as numbers, in the order of the model.
template <class S>
std::vector<S> evaluate_outputs(const Model& model, const Ensemble& ensemble, const std::vector<S>& traces) {
  const std::vector<S> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
  const std::vector<S> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
  const Leaves<S> leaves{.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = {}, .traces = traces};
  std::vector<S> values;
  for (const Output& output : model.outputs) values.push_back(evaluate<S>(*model.scalars, output.value, leaves));
  return values;
}

/// Estimated absolute errors of the outputs: what rounding in double precision changes, which is 2^11 times more than
/// what it changes in extended precision and is counted as 2^5 times as much; what the last Newton step has changed;
/// and what traces change by their own rounding where they are differences of larger numbers.
template <class S>
std::vector<double> output_errors(const Model& model, const Ensemble& ensemble, const Refinement<S>& refined,
                                  const std::vector<Extended<S>>& values) {
  using std::abs;
  constexpr double ratio = 0x1p-5;
  const auto previous = evaluate_outputs(model, ensemble, refined.previous);
  const auto coarse = evaluate_outputs(model, ensemble, refined.coarse);
  std::vector<double> errors;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const auto rounding = ratio * static_cast<double>(abs(values[k] - Extended<S>(coarse[k])));
    errors.push_back(std::max(rounding, static_cast<double>(abs(values[k] - previous[k]))));
  }
  for (std::size_t j = 0; j < refined.traces.size(); ++j) {
    auto shifted = refined.traces;
    shifted[j] += refined.floors[j];
    const auto changed = evaluate_outputs(model, ensemble, shifted);
    for (std::size_t k = 0; k < values.size(); ++k) errors[k] += static_cast<double>(abs(changed[k] - values[k]));
  }
  return errors;
}

/// Refines the root, evaluates the outputs, and keeps them only if every one has its digits.
template <class S>
void vouch(const Model& model, const Ensemble& ensemble, const DysonSystem<S>& system, const Vector<S>& g,
           Solution& solution) {
  const Refinement<S> refined = refine(system, g);
  const auto refuse = [&](Status status, std::string reason) {
    solution.status = status;
    solution.reason = std::move(reason);
    solution.outputs.clear();
  };
  if (!refined.root)
    return refuse(Status::Stalled, "Newton's method does not settle: the problem is too ill-conditioned");
  solution.residual = refined.residual;
  solution.branch_radius = refined.branch_radius;
  if (!(refined.branch_radius < 1)) {
    return refuse(Status::WrongBranch, "the root that was found is not the physical one");
  }
  const auto values = evaluate_outputs(model, ensemble, refined.traces);
  const auto errors = output_errors(model, ensemble, refined, values);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Output& output = model.outputs[k];
    const std::complex<double> value(static_cast<S>(values[k]));
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag()) || !std::isfinite(errors[k])) {
      return refuse(Status::OutsideDomain,
                    fmt::format("output '{}' has no finite value at these parameters", output.name));
    }
    if (!(errors[k] <= vouched_accuracy * std::abs(value))) {
      return refuse(
          Status::Stalled,
          fmt::format("output '{}' is lost to rounding: about {:.1e}, with an error of about {:.0e}; a relative "
                      "error of {:.0e} is vouched for",
                      output.name, std::abs(value), errors[k], vouched_accuracy));
    }
    solution.outputs.push_back({output.name, value, std::is_same_v<S, double>, output.description});
  }
}

template <class S>
Solution as_solution(const DysonSolution<S>& solved) {
  return {.status = solved.status,
          .reason = solved.reason,
          .failed = {},
          .outputs = {},
          .unknowns = solved.unknowns,
          .nonlinear = solved.nonlinear,
          .linear = solved.linear,
          .iterations = solved.iterations,
          .residual = solved.residual,
          .branch_radius = solved.branch_radius,
          .history = solved.history};
}

/// The unknowns of the reduced system at a solution of the full one.
template <class S>
Vector<S> restricted(const DysonSystem<S>& reduced, const DysonSystem<S>& full, const Vector<S>& g) {
  Vector<S> start(reduced.unknowns());
  for (int u = 0; u < reduced.unknowns(); ++u) {
    for (int v = 0; v < full.unknowns(); ++v) {
      if (full.unknown(v) == reduced.unknown(u)) start[u] = g[v];
    }
  }
  return start;
}

/// The reduced system, and where that finds no solution, the full one: averaging keeps the signs of all its traces
/// right.
template <class S>
Solution solve_in(const Model& model, const Equations& equations, const Ensemble& ensemble,
                  const SolveOptions& options) {
  const DysonSystem<S> system = dyson_system<S>(model, equations.linearization, ensemble, &equations.relations);
  DysonSolution<S> solved = solve(system, options);
  if (solved.status == Status::Stalled || solved.status == Status::WrongBranch ||
      solved.status == Status::IterationLimit) {
    const DysonSystem<S> full = dyson_system<S>(model, equations.linearization, ensemble);
    const DysonSolution<S> other = solve(full, options);
    if (other.status == Status::Converged) {
      solved = solve_from(system, restricted(system, full, other.g), options);
      if (solved.status != Status::Converged) {
        Solution solution = as_solution(other);
        vouch(model, ensemble, full, other.g, solution);
        return solution;
      }
    }
  }
  Solution solution = as_solution(solved);
  if (solution.status == Status::Converged) vouch(model, ensemble, system, solved.g, solution);
  return solution;
}

}  // namespace

Solution solve_ensemble(const Model& model, const Equations& equations, const Ensemble& ensemble,
                        const SolveOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Solution solution = stays_real(model, equations.linearization)
                          ? solve_in<double>(model, equations, ensemble, options)
                          : solve_in<std::complex<double>>(model, equations, ensemble, options);
  solution.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return solution;
}

void name_failed_outputs(Model& model, const Ensemble& ensemble, const SolveOptions& options, Solution& solution) {
  std::vector<Output> all = std::exchange(model.outputs, {});
  for (const Output& output : all) {
    model.outputs = {output};
    const Solution alone = solve_ensemble(model, equations(model, ensemble.sizes), ensemble, options);
    if (alone.status != Status::Converged) solution.failed.push_back({output.name, alone.reason});
  }
  model.outputs = std::move(all);
}

Expected<Solution> solve_model(Model& model, const ParameterPoint& point, const SolveOptions& options) {
  const Expected<Ensemble> ensemble = limit_ensemble(model, point);
  if (!ensemble) return ensemble.errors();
  const Equations prepared = equations(model, ensemble->sizes);
  Solution solution = solve_ensemble(model, prepared, *ensemble, options);
  if (solution.status != Status::Converged) name_failed_outputs(model, *ensemble, options, solution);
  if (options.finite_size && solution.status == Status::Converged) {
    require_finite_size(model, prepared, *ensemble, options, solution);
  }
  return solution;
}

}  // namespace freepencil
