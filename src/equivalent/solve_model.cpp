// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/solve_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "dyson/from_model.hpp"
#include "expr/evaluate.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

/// Whether the whole computation, from the pencil to the outputs, stays with real numbers.
bool stays_real(const Model& model, const Linearization& linearization) {
  return is_real(model, linearization) &&
         std::all_of(model.outputs.begin(), model.outputs.end(),
                     [&](const Output& output) { return model.scalars->is_real(output.value); });
}

template <class S>
std::vector<S> converted(const std::vector<double>& values) {
  return {values.begin(), values.end()};
}

/// Fills in the values of the outputs, or says which of them has none.
template <class S>
void evaluate_outputs(const Model& model, const Ensemble& ensemble, const std::vector<S>& traces, Solution& solution) {
  const auto parameters = converted<S>(ensemble.parameters);
  const auto sizes = converted<S>(ensemble.sizes);
  const Leaves<S> leaves{.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = {}, .traces = traces};
  for (const Output& output : model.outputs) {
    const std::complex<double> value = evaluate<S>(*model.scalars, output.value, leaves);
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag())) {
      solution.status = Status::OutsideDomain;
      solution.reason = fmt::format("output '{}' has no finite value at these parameters", output.name);
      solution.outputs.clear();
      return;
    }
    solution.outputs.push_back({output.name, value, std::is_same_v<S, double>, output.description});
  }
}

template <class S>
Solution solve_in(const Model& model, const Linearization& linearization, const Ensemble& ensemble,
                  const SolveOptions& options) {
  const DysonSystem<S> system = dyson_system<S>(model, linearization, ensemble);
  DysonSolution<S> solved = solve(system, options);
  Solution solution{.status = solved.status,
                    .reason = std::move(solved.reason),
                    .outputs = {},
                    .unknowns = solved.unknowns,
                    .nonlinear = solved.nonlinear,
                    .linear = solved.linear,
                    .iterations = solved.iterations,
                    .residual = solved.residual,
                    .branch_radius = solved.branch_radius,
                    .history = std::move(solved.history)};
  if (solution.status == Status::Converged) evaluate_outputs(model, ensemble, solved.traces, solution);
  return solution;
}

}  // namespace

Solution solve_ensemble(const Model& model, const Linearization& linearization, const Ensemble& ensemble,
                        const SolveOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Solution solution = stays_real(model, linearization)
                          ? solve_in<double>(model, linearization, ensemble, options)
                          : solve_in<std::complex<double>>(model, linearization, ensemble, options);
  solution.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return solution;
}

Expected<Solution> solve_model(Model& model, const ParameterPoint& point, const SolveOptions& options) {
  const Expected<Ensemble> ensemble = limit_ensemble(model, point);
  if (!ensemble) return ensemble.errors();
  return solve_ensemble(model, linearize(model), *ensemble, options);
}

}  // namespace freepencil
