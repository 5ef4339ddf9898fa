// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/finite_size.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "dyson/finite_size.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/solve_model.hpp"
#include "expr/derivative.hpp"
#include "expr/evaluate.hpp"
#include "laws/entry_law.hpp"
#include "numeric/extended.hpp"
#include "solve/round_system.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

/// The outputs, or their derivatives, as numbers.
template <class S>
std::vector<S> evaluate_all(const Model& model, const Ensemble& ensemble, const std::vector<ScalarId>& scalars,
                            const std::vector<S>& traces) {
  const std::vector<S> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
  const std::vector<S> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
  const Leaves<S> leaves{.parameters = parameters, .sizes = sizes, .symbols = {}, .locals = {}, .traces = traces};
  std::vector<S> values;
  for (const ScalarId id : scalars) values.push_back(evaluate<S>(*model.scalars, id, leaves));
  return values;
}

/// Every trace is an unknown, those that only the term of order 1/n needs included.
template <class S>
DysonSystem<S> whole_system(const Model& model, const Linearization& linearization, const Ensemble& ensemble) {
  const DysonSystem<S> full = dyson_system<S>(model, linearization, ensemble);
  auto wanted = full.wanted();
  wanted.push_back(every_block(full.pencil()));
  return {full.pencil(), std::move(wanted)};
}

/// From the solution of the reduced system where that determines all traces; else from scratch.
template <class S>
DysonSolution<S> solve_whole(const DysonSystem<S>& whole, const DysonSystem<S>& reduced, const SolveOptions& options) {
  const DysonSolution<S> known = solve(reduced, options);
  Resolvent<S> M;
  if (known.status == Status::Converged && reduced.evaluate(known.g, M)) {
    const auto& traces = reduced.structure().unknowns;
    Vector<S> start(whole.unknowns());
    bool complete = true;
    for (int u = 0; u < whole.unknowns(); ++u) {
      const auto at = std::find(traces.begin(), traces.end(), whole.unknown(u));
      complete = complete && at != traces.end();
      if (complete) start[u] = M.all[at - traces.begin()];
    }
    if (complete) {
      DysonSolution<S> solution = solve_from(whole, start, options);
      if (solution.status == Status::Converged) return solution;
    }
  }
  return solve(whole, options);
}

/// Newton's method to the last digits of S; false where a step fails.
template <class S>
bool settle(const DysonSystem<S>& system, Vector<S>& g, Resolvent<S>& M) {
  using Real = RealOf<S>;
  constexpr int steps = 4;  // from double precision the first leaves nothing but rounding
  Vector<S> image;
  for (int step = 0; step < steps; ++step) {
    if (!system.evaluate(g, M)) return false;
    if (g.size() == 0) return true;
    system.phi(M, image);
    const Matrix<S> matrix = Matrix<S>::Identity(g.size(), g.size()) - system.jacobian(M);
    const Vector<S> change = matrix.partialPivLu().solve(Vector<S>(image - g));
    if (!change.allFinite()) return false;
    g += change;
    if (change.cwiseAbs().maxCoeff() <= 64 * std::numeric_limits<Real>::epsilon() * g.cwiseAbs().maxCoeff()) break;
  }
  return system.evaluate(g, M);
}

/// Values and first-order terms of the traces of the outputs.
template <class S>
struct TraceTerms {
  std::vector<S> traces, first_order;
};

template <class S>
std::optional<TraceTerms<S>> trace_terms(const DysonSystem<S>& system, Vector<S> g, const std::vector<double>& excess,
                                         std::size_t count) {
  Resolvent<S> M;
  if (!settle(system, g, M)) return std::nullopt;
  TraceTerms<S> result;
  result.traces = system.traces(M);
  auto terms = FiniteSize<S>(system, M, {excess.begin(), excess.end()}).first_order(count);
  if (!terms) return std::nullopt;
  result.first_order = std::move(*terms);
  return result;
}

/// sum_i dF/dtr_i tr_i1, and how large the traces are that it comes from.
template <class S>
struct Chained {
  S value{};
  RealOf<S> scale{};
};

template <class S>
std::vector<Chained<S>> chain(const Model& model, const Ensemble& ensemble, const TraceTerms<S>& terms) {
  using std::abs;
  std::vector<Chained<S>> result;
  for (const Output& output : model.outputs) {
    std::vector<ScalarId> derivatives;
    for (std::uint32_t k = 0; k < model.traces.size(); ++k) {
      derivatives.push_back(derivative(*model.scalars, output.value, model.scalars->leaf(ScalarNode::Kind::Trace, k)));
    }
    const auto slopes = evaluate_all<S>(model, ensemble, derivatives, terms.traces);
    Chained<S>& sum = result.emplace_back();
    for (std::size_t k = 0; k < slopes.size(); ++k) {
      if (derivatives[k] == model.scalars->zero()) continue;
      sum.value += slopes[k] * terms.first_order[k];
      sum.scale += abs(slopes[k]) * (abs(terms.first_order[k]) + abs(terms.traces[k]));
    }
  }
  return result;
}

template <class S>
std::optional<FailedOutput> add(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                const std::vector<double>& excess, const SolveOptions& options, Solution& solution) {
  using E = Extended<S>;
  using std::abs;
  const DysonSystem<S> reduced = dyson_system<S>(model, equations.linearization, ensemble, &equations.relations);
  const DysonSystem<S> whole = whole_system<S>(model, equations.linearization, ensemble);
  const DysonSolution<S> solved = solve_whole(whole, reduced, options);
  if (solved.status != Status::Converged)
    return FailedOutput{{}, "the traces that the terms of order 1/n need were not found: " + solved.reason};

  const std::size_t count = model.traces.size();
  const DysonSystem<E> fine = round_system<E>(whole);
  const auto exact = trace_terms<E>(fine, solved.g.template cast<E>(), excess, count);
  const auto coarse = trace_terms<S>(whole, solved.g, excess, count);
  if (!exact || !coarse) {
    return FailedOutput{{}, "the equations of the terms of order 1/n are singular to working precision"};
  }

  std::vector<ScalarId> outputs;
  for (const Output& output : model.outputs) outputs.push_back(output.value);
  const auto limits = evaluate_all<E>(model, ensemble, outputs, exact->traces);
  const auto values = chain(model, ensemble, *exact);
  const auto rounded = chain(model, ensemble, *coarse);
  // A zero that rounding hides is no larger than the error, or than a few hundred roundings of what it comes from in
  // extended precision (the error, a single difference, can be small by chance); and that is little.
  constexpr double nothing = 0x1p-45, roundings = 0x1p-56;
  std::vector<std::complex<double>> terms;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::string& name = model.outputs[k].name;
    const std::complex<double> limit(static_cast<S>(limits[k]));
    if (!(std::abs(limit - solution.outputs[k].value) <= finite_size_accuracy * std::abs(limit))) {
      return FailedOutput{
          name, fmt::format("the whole system of traces gives '{}' another limit than the reduced one", name)};
    }
    const std::complex<double> value(static_cast<S>(values[k].value));
    const double size = std::abs(value);
    const auto scale = static_cast<double>(values[k].scale);
    // Not divided by what extended precision gains: the numbers of the file are rounded to double for both.
    const auto error = static_cast<double>(abs(values[k].value - E(rounded[k].value)));
    if (!std::isfinite(size) || !std::isfinite(scale) || !std::isfinite(error)) {
      return FailedOutput{name, fmt::format("output '{}' has no finite derivative with respect to its traces", name)};
    }
    const bool resolved = error <= finite_size_accuracy * size;
    const bool zero = !resolved && size <= std::max(error, roundings * scale) && error <= nothing * scale;
    if (!resolved && !zero) {
      return FailedOutput{
          name, fmt::format("the term of order 1/n of output '{}' is lost to rounding: about {:.1e}, with an error of "
                            "about {:.0e}; a relative error of {:.0e} is vouched for",
                            name, size, error, finite_size_accuracy)};
    }
    terms.push_back(zero ? 0 : value);
  }
  for (std::size_t k = 0; k < terms.size(); ++k) solution.outputs[k].finite_size = terms[k];
  return std::nullopt;
}

}  // namespace

std::vector<EntryLaw> declared_laws(const Model& model) {
  std::vector<EntryLaw> laws;
  for (const RandomMatrix& random : model.randoms) laws.push_back(random.law);
  return laws;
}

std::optional<FailedOutput> add_finite_size(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                            const std::vector<EntryLaw>& laws, const SolveOptions& options,
                                            Solution& solution) {
  std::vector<double> excess;
  for (const EntryLaw law : laws) excess.push_back(excess_kurtosis(law).convert_to<double>());
  return stays_real(model, equations.linearization)
             ? add<double>(model, equations, ensemble, excess, options, solution)
             : add<std::complex<double>>(model, equations, ensemble, excess, options, solution);
}

void require_finite_size(const Model& model, const Equations& equations, const Ensemble& ensemble,
                         const SolveOptions& options, Solution& solution) {
  auto why = add_finite_size(model, equations, ensemble, declared_laws(model), options, solution);
  if (!why) return;
  solution.status = Status::Stalled;
  solution.reason = why->reason;
  if (!why->name.empty()) solution.failed.push_back(std::move(*why));
  solution.outputs.clear();
}

}  // namespace freepencil
