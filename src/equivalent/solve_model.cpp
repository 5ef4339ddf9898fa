// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/solve_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "dyson/from_model.hpp"
#include "equivalent/answer_precisely.hpp"
#include "equivalent/finite_size.hpp"
#include "equivalent/output_values.hpp"
#include "equivalent/precise_root.hpp"
#include "equivalent/root.hpp"
#include "numeric/multi_of.hpp"
#include "solve/refine.hpp"

namespace freepencil {
namespace {

/// Estimated absolute errors of the outputs: what rounding in double precision changes, which is 2^11 times more than
/// what it changes in extended precision and is counted as 2^5 times as much; what the last Newton step has changed;
/// and what traces change by their own rounding where they are differences of larger numbers.
template <class S>
std::vector<double> output_errors(const Model& model, const PointValues<double>& rounded,
                                  const PointValues<long double>& at, const Refinement<S>& refined,
                                  const std::vector<Extended<S>>& values) {
  using std::abs;
  constexpr double ratio = 0x1p-5;
  const auto previous = output_values<Extended<S>>(model, at, refined.previous);
  const auto coarse = output_values<S>(model, rounded, refined.coarse);
  std::vector<double> errors;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const auto rounding = ratio * static_cast<double>(abs(values[k] - Extended<S>(coarse[k])));
    errors.push_back(std::max(rounding, static_cast<double>(abs(values[k] - previous[k]))));
  }
  for (std::size_t j = 0; j < refined.traces.size(); ++j) {
    auto shifted = refined.traces;
    shifted[j] += refined.floors[j];
    const auto changed = output_values<Extended<S>>(model, at, shifted);
    for (std::size_t k = 0; k < values.size(); ++k) errors[k] += static_cast<double>(abs(changed[k] - values[k]));
  }
  return errors;
}

/// Ends a solution without values.
void refuse(Solution& solution, Status status, std::string reason) {
  solution.status = status;
  solution.reason = std::move(reason);
  solution.outputs.clear();
}

/// Refines the root, evaluates the outputs, and keeps them only if every one has its digits.
template <class S>
void vouch(const Model& model, const Equations& equations, const Ensemble& ensemble, const Root<S>& root,
           Solution& solution) {
  const auto* relations = relations_of(equations, root);
  const auto at = point_values<long double>(model, ensemble);
  const auto rounded = point_values<double>(model, ensemble);
  const auto fine = dyson_system<Extended<S>>(model, equations.linearization, at, relations);
  const auto system = dyson_system<S>(model, equations.linearization, rounded, relations);
  const Refinement<S> refined = refine(fine, system, root.solved.g);
  if (!refined.root) {
    return refuse(solution, Status::Stalled, "Newton's method does not settle: the problem is too ill-conditioned");
  }
  solution.residual = refined.residual;
  solution.branch_radius = refined.branch_radius;
  // So near the edge of the spectrum, rounding decides on which side of one the radius is.
  constexpr double certain = 1e-9;
  if (!(refined.branch_radius < 1 - certain)) {
    return refuse(solution, Status::WrongBranch, "the root that was found is not the physical one");
  }
  const auto values = output_values<Extended<S>>(model, at, refined.traces);
  const auto errors = output_errors(model, rounded, at, refined, values);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Output& output = model.outputs[k];
    const std::complex<double> value(static_cast<S>(values[k]));
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag()) || !std::isfinite(errors[k])) {
      return refuse(solution, Status::OutsideDomain,
                    fmt::format("output '{}' has no finite value at these parameters", output.name));
    }
    if (!(errors[k] <= vouched_accuracy * std::abs(value))) {
      return refuse(solution, Status::Stalled, fmt::format("output '{}' is lost to rounding", output.name));
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

/// Whether more digits may find what double precision did not.
bool may_be_ill_conditioned(Status status) {
  return status == Status::Stalled || status == Status::WrongBranch || status == Status::IterationLimit;
}

/// In double precision where that is enough, else to the digits that are asked for.
template <class S>
Solution solve_in(const Model& model, const Equations& equations, const Ensemble& ensemble, const SolveOptions& options,
                  const SolveRequest& request) {
  using P = typename MultiOf<S>::Type;
  const Root<S> root = find_root<S>(model, equations, ensemble, options);
  Solution solution = as_solution(root.solved);
  const auto answer = [&](const PreciseStart<P>& start) {
    answer_precisely(model, equations, ensemble, start, request, solution);
  };
  if (solution.status == Status::Converged) {
    if (!request.beyond_double()) vouch(model, equations, ensemble, root, solution);
    // What double precision loses, more digits bring back.
    if (request.beyond_double() || may_be_ill_conditioned(solution.status)) {
      answer({relations_of(equations, root), to_multi(root.solved.g)});
    }
  }
  const bool chosen =
      std::find(options.methods.begin(), options.methods.end(), SolveMethod::Strength) != options.methods.end();
  if (chosen && may_be_ill_conditioned(solution.status)) {
    if (const auto start = find_precise_root<P>(model, equations, ensemble, options, solution.history)) {
      solution.iterations = static_cast<int>(solution.history.size());
      answer(*start);
    }
  }
  return solution;
}

}  // namespace

bool stays_real(const Model& model, const Linearization& linearization) {
  return is_real(model, linearization) &&
         std::all_of(model.outputs.begin(), model.outputs.end(),
                     [&](const Output& output) { return model.scalars->is_real(output.value); });
}

Solution solve_ensemble(const Model& model, const Equations& equations, const Ensemble& ensemble,
                        const SolveOptions& options, const SolveRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  Solution solution = stays_real(model, equations.linearization)
                          ? solve_in<double>(model, equations, ensemble, options, request)
                          : solve_in<std::complex<double>>(model, equations, ensemble, options, request);
  solution.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return solution;
}

void name_failed_outputs(Model& model, const Ensemble& ensemble, const SolveOptions& options,
                         const SolveRequest& request, Solution& solution) {
  std::vector<Output> all = std::exchange(model.outputs, {});
  for (const Output& output : all) {
    model.outputs = {output};
    const Solution alone = solve_ensemble(model, equations(model, ensemble.sizes), ensemble, options, request);
    if (alone.status != Status::Converged) solution.failed.push_back({output.name, alone.reason});
  }
  model.outputs = std::move(all);
}

Expected<Solution> solve_model(Model& model, const ParameterPoint& point, const SolveOptions& options,
                               const SolveRequest& request, EquationsCache* cache) {
  const Expected<Ensemble> ensemble = limit_ensemble(model, point);
  if (!ensemble) return ensemble.errors();
  EquationsCache own;
  const Equations& prepared = (cache != nullptr ? *cache : own)(model, ensemble->sizes);
  Solution solution = solve_ensemble(model, prepared, *ensemble, options, request);
  if (solution.status != Status::Converged) name_failed_outputs(model, *ensemble, options, request, solution);
  if (request.finite_size && solution.status == Status::Converged) {
    require_finite_size(model, prepared, *ensemble, options, request, solution);
  }
  return solution;
}

}  // namespace freepencil
