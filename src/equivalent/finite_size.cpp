// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/finite_size.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "equivalent/finite_size.inl.hpp"
#include "equivalent/precise_finite_size.hpp"
#include "equivalent/solve_model.hpp"
#include "equivalent/whole_root.hpp"
#include "expr/declared_numbers.hpp"
#include "expr/quantity.hpp"
#include "laws/entry_law.hpp"
#include "numeric/extended.hpp"
#include "numeric/multi_of.hpp"

namespace freepencil {
namespace {

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

/// At the root that Newton's method finds from g.
template <class S>
std::optional<detail::TraceTerms<S>> settled_terms(const DysonSystem<S>& system, Vector<S> g,
                                                   const std::vector<Rational>& excess, std::size_t count) {
  Resolvent<S> M;
  if (!settle(system, g, M)) return std::nullopt;
  return detail::trace_terms(system, M, excess, count);
}

template <class S>
std::optional<FailedOutput> add(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                const std::vector<Rational>& excess, const SolveOptions& options, Solution& solution) {
  using E = Extended<S>;
  using std::abs;
  const auto at = point_values<RealOf<S>>(model, ensemble);
  const auto fine_at = point_values<RealOf<E>>(model, ensemble);
  const auto whole = detail::whole_system<S>(model, equations.linearization, at);
  const DysonSolution<S> solved = solve_whole<S>(model, equations, ensemble, options);
  if (solved.status != Status::Converged)
    return FailedOutput{{}, "the traces that the terms of order 1/n need were not found: " + solved.reason};

  const std::size_t count = model.traces.size();
  const auto fine = detail::whole_system<E>(model, equations.linearization, fine_at);
  const auto exact = settled_terms<E>(fine, solved.g.template cast<E>(), excess, count);
  const auto coarse = settled_terms<S>(whole, solved.g, excess, count);
  if (!exact || !coarse) {
    return FailedOutput{{}, "the equations of the terms of order 1/n are singular to working precision"};
  }

  std::vector<ScalarId> outputs;
  for (const Output& output : model.outputs) outputs.push_back(output.value);
  const auto limits = detail::evaluate_all<E>(model, fine_at, outputs, exact->traces);
  const auto values = detail::chain(model, fine_at, *exact);
  const auto rounded = detail::chain(model, at, *coarse);
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
    // Not divided by what extended precision gains, to be on the safe side.
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

namespace {

bool has_signal(const Model& model, MatrixId id) {
  return reaches(model, id, [&](const ScalarNode& leaf) {
    return leaf.kind == ScalarNode::Kind::Symbol && is_signal(model, leaf.index);
  });
}

/// Why there is no term of order 1/n. A spike is one direction of N, and so changes the limit in that order, too; and
/// the variance of a trace with its signal is of order 1/n, so that functions of it have a further term.
std::optional<std::string> no_term(const Model& model, const Ensemble& ensemble) {
  if (!has_spikes(model)) return std::nullopt;
  if (!ensemble.finite) return "a spectrum has a spike, whose part in the term of order 1/n is not computed yet";
  Scalars& scalars = *model.scalars;
  for (std::uint32_t k = 0; k < model.traces.size(); ++k) {
    if (!has_signal(model, model.traces[k])) continue;
    for (const Output& output : model.outputs) {
      const ScalarId slope = derivative(scalars, output.value, scalars.leaf(ScalarNode::Kind::Trace, k));
      if (!scalars.contains(slope, ScalarNode::Kind::Trace)) continue;
      return fmt::format("output '{}' is not linear in its traces with a signal", output.name);
    }
  }
  return std::nullopt;
}

}  // namespace

bool has_spikes(const Model& model) {
  return std::any_of(model.spectra.begin(), model.spectra.end(),
                     [](const Spectrum& spectrum) { return !spectrum.spikes.empty(); });
}

std::vector<EntryLaw> declared_laws(const Model& model) {
  std::vector<EntryLaw> laws;
  for (const RandomMatrix& random : model.randoms) laws.push_back(random.law);
  return laws;
}

std::optional<FailedOutput> add_finite_size(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                            const std::vector<EntryLaw>& laws, const SolveOptions& options,
                                            Solution& solution) {
  if (auto reason = no_term(model, ensemble)) return FailedOutput{{}, *reason};
  std::vector<Rational> excess;
  for (const EntryLaw law : laws) excess.push_back(excess_kurtosis(law));
  return stays_real(model, equations.linearization)
             ? add<double>(model, equations, ensemble, excess, options, solution)
             : add<std::complex<double>>(model, equations, ensemble, excess, options, solution);
}

namespace {

/// To the digits that are asked for.
template <class S>
void add_precisely(const Model& model, const Equations& equations, const Ensemble& ensemble,
                   const SolveOptions& options, const SolveRequest& request, Solution& solution) {
  using P = typename MultiOf<S>::Type;
  const auto refuse = [&](Status status, const std::string& reason) {
    solution.status = status;
    solution.reason = reason;
    solution.outputs.clear();
  };
  const DysonSolution<S> whole = solve_whole<S>(model, equations, ensemble, options);
  if (whole.status != Status::Converged) return refuse(whole.status, whole.reason);
  const auto terms = precise_finite_size<P>(model, equations, ensemble, to_multi(whole.g), request.digits);
  if (terms.status != Status::Converged) return refuse(terms.status, terms.reason);
  const WorkingPrecision precision(request.digits + 20);
  for (std::size_t k = 0; k < terms.first_order.size(); ++k) {
    const P& value = terms.first_order[k].value;
    solution.outputs[k].finite_size = to_double(value);
    solution.outputs[k].finite_size_digits = decimal(value, request.digits);
  }
}

}  // namespace

void require_finite_size(const Model& model, const Equations& equations, const Ensemble& ensemble,
                         const SolveOptions& options, const SolveRequest& request, Solution& solution) {
  if (auto reason = no_term(model, ensemble)) {
    solution.status = Status::OutsideDomain;
    solution.reason = *reason;
    solution.outputs.clear();
    return;
  }
  if (request.digits > 0) {
    return stays_real(model, equations.linearization)
               ? add_precisely<double>(model, equations, ensemble, options, request, solution)
               : add_precisely<std::complex<double>>(model, equations, ensemble, options, request, solution);
  }
  auto why = add_finite_size(model, equations, ensemble, declared_laws(model), options, solution);
  if (!why) return;
  solution.status = Status::Stalled;
  solution.reason = why->reason;
  if (!why->name.empty()) solution.failed.push_back(std::move(*why));
  solution.outputs.clear();
}

}  // namespace freepencil
