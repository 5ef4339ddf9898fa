// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/solve_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "dyson/from_model.hpp"
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

/// The relative error of an extended value: what rounding in double precision changes is 2^11 times larger, here
/// counted as 2^5 times; the last Newton step is what iteration could still change.
template <class S>
double relative_error(const Extended<S>& value, const Extended<S>& previous, const S& coarse) {
  using std::abs;
  constexpr double ratio = 0x1p-5;
  const auto rounding = ratio * static_cast<double>(abs(value - Extended<S>(coarse)));
  const auto iteration = static_cast<double>(abs(value - previous));
  const double size = static_cast<double>(abs(value));
  const double error = std::max(rounding, iteration);
  return error == 0 ? 0 : error / size;
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
  const auto previous = evaluate_outputs(model, ensemble, refined.previous);
  const auto coarse = evaluate_outputs(model, ensemble, refined.coarse);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Output& output = model.outputs[k];
    const std::complex<double> value(static_cast<S>(values[k]));
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag())) {
      return refuse(Status::OutsideDomain,
                    fmt::format("output '{}' has no finite value at these parameters", output.name));
    }
    const double error = relative_error<S>(values[k], previous[k], coarse[k]);
    if (!(error <= vouched_accuracy)) {
      return refuse(
          Status::Stalled,
          fmt::format("output '{}' is lost to rounding: its relative error is about {:.0e}, and at most {:.0e} "
                      "is vouched for",
                      output.name, error, vouched_accuracy));
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
  if (solution.status == Status::Converged) vouch(model, ensemble, system, solved.g, solution);
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
