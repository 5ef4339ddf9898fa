// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/validate_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "compare/extrapolate.hpp"
#include "equivalent/finite_size.hpp"
#include "equivalent/solve_model.hpp"
#include "laws/entry_law.hpp"
#include "montecarlo/simulate.hpp"

namespace freepencil {
namespace {

/// One real number of the output list: a complex output has two.
struct OutputPart {
  std::size_t output = 0;
  bool imaginary = false;

  [[nodiscard]] double of(std::complex<double> value) const { return imaginary ? value.imag() : value.real(); }
};

/// The term of order 1/n of one part; not a number where there is none.
double correction(const Solution& solution, const OutputPart& part) {
  const auto& term = solution.outputs[part.output].finite_size;
  return term ? part.of(*term) : std::numeric_limits<double>::quiet_NaN();
}

std::vector<OutputPart> components(const Solution& limit) {
  std::vector<OutputPart> list;
  for (std::size_t k = 0; k < limit.outputs.size(); ++k) {
    list.push_back({k, false});
    if (!limit.outputs[k].real) list.push_back({k, true});
  }
  return list;
}

std::string name(const Solution& limit, const OutputPart& component) {
  const Solution::Value& output = limit.outputs[component.output];
  return output.real ? output.name : fmt::format("{}({})", component.imaginary ? "im" : "re", output.name);
}

Diagnostic trouble(std::string message, std::vector<std::string> helps = {}) {
  return {
      .span = {}, .message = std::move(message), .label = {}, .underlines = {}, .notes = {}, .helps = std::move(helps)};
}

Diagnostics misuse(const ValidationOptions& options) {
  Diagnostics errors;
  if (options.sizes.empty()) errors.push_back(trouble("no size to simulate at was given"));
  for (std::size_t k = 0; k < options.sizes.size(); ++k) {
    if (options.sizes[k] < 1) errors.push_back(trouble(fmt::format("size {} is not positive", options.sizes[k])));
    if (k > 0 && options.sizes[k] <= options.sizes[k - 1]) {
      errors.push_back(
          trouble(fmt::format("sizes must increase: {} comes after {}", options.sizes[k], options.sizes[k - 1])));
    }
  }
  if (options.trials < 2) {
    errors.push_back(trouble(fmt::format("{} trials give no error bar: at least 2 are needed", options.trials)));
  }
  if (options.entries && !entry_law(*options.entries)) {
    errors.push_back(trouble(fmt::format("unknown law of entries '{}'", *options.entries),
                             {"the laws are gaussian, rademacher and uniform"}));
  }
  return errors;
}

/// Theory and simulation at one size.
struct Measured {
  Solution theory;
  Simulation simulation;
};

/// Rounding of the simulated traces: differences below it are no evidence.
double rounding_floor(double value) { return 1e-12 * std::max(std::abs(value), 1e-3); }

Validation::Entry compare(const Solution& limit, const std::vector<Measured>& measured, const OutputPart& component) {
  Validation::Entry entry{
      .name = name(limit, component), .theory = component.of(limit.outputs[component.output].value), .sizes = {}};
  entry.finite_size = correction(limit, component);
  const bool corrected = std::isfinite(correction(measured.front().theory, component));
  std::vector<SizedDifference> differences;
  bool certain = true, exact = true;
  for (const Measured& at : measured) {
    const OutputSample& sample = at.simulation.outputs[component.output];
    const Validation::Size size{.n = at.simulation.size,
                                .trials = at.simulation.trials,
                                .mean = component.of(sample.mean),
                                .standard_error = component.of(sample.standard_error),
                                .theory = component.of(at.theory.outputs[component.output].value),
                                .correction = correction(at.theory, component)};
    entry.sizes.push_back(size);
    const double theory = corrected ? size.theory + size.correction : size.theory;
    certain = certain && size.standard_error <= rounding_floor(theory);
    exact = exact && std::abs(size.mean - theory) <= rounding_floor(theory);
    differences.push_back({static_cast<double>(size.n), size.mean - theory,
                           std::max(size.standard_error, std::numeric_limits<double>::min())});
  }
  if (certain) {  // nothing is random in this output: it is the theory's, up to rounding, or it is not
    entry.extrapolated = entry.theory + differences.back().value;
    entry.z = std::numeric_limits<double>::quiet_NaN();
    entry.verdict = exact ? Verdict::Agrees : Verdict::Refuted;
    return entry;
  }
  const Intercept intercept = extrapolate(differences, corrected ? std::vector{2, 3} : std::vector{1, 2});
  entry.extrapolated = entry.theory + intercept.value;
  entry.standard_error = intercept.standard_error;
  entry.z = intercept.value / intercept.standard_error;
  entry.verdict = judge(entry.theory, entry.z, entry.standard_error);
  return entry;
}

}  // namespace

Verdict judge(double theory, double z, double standard_error) {
  if (!std::isfinite(z)) return Verdict::Undecided;
  if (std::abs(z) > refutation_z) return Verdict::Refuted;
  const bool resolved = theory == 0 || standard_error <= coarsest_resolution * std::abs(theory);
  return std::abs(z) <= agreement_z && resolved ? Verdict::Agrees : Verdict::Undecided;
}

Expected<Validation> validate_model(Model& model, const ParameterPoint& point, const ValidationOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  if (Diagnostics errors = misuse(options); !errors.empty()) return errors;
  const Expected<Ensemble> declared = limit_ensemble(model, point);
  if (!declared) return declared.errors();
  const Equations prepared = equations(model, declared->sizes);
  Solution limit = solve_ensemble(model, prepared, *declared, {});
  if (limit.status != Status::Converged) name_failed_outputs(model, *declared, {}, {}, limit);

  Validation validation{
      .status = limit.status, .reason = limit.reason, .failed = limit.failed, .outputs = {}, .seed = options.seed};
  if (limit.status != Status::Converged) return validation;

  // The laws that are simulated, not those of the file.
  std::vector<EntryLaw> laws = declared_laws(model);
  if (options.entries) laws.assign(laws.size(), *entry_law(*options.entries));
  const auto correct = [&](const Ensemble& ensemble, Solution& theory) {
    if (validation.uncorrected.empty()) {
      const auto failed = add_finite_size(model, prepared, ensemble, laws, {}, theory);
      if (failed) validation.uncorrected = failed->reason;
    }
  };
  // Sizes have corrections with spikes as well.
  if (!has_spikes(model)) correct(*declared, limit);

  // A trial costs about n^3.
  const auto cost = [](std::int64_t n) { return std::pow(static_cast<double>(n), 3); };
  double total = 0, finished = 0;
  for (const std::int64_t n : options.sizes) total += cost(n);

  std::vector<Measured> measured;
  for (const std::int64_t n : options.sizes) {
    const Expected<Ensemble> realised = finite_ensemble(model, point, n);
    if (!realised) return realised.errors();
    Measured& at = measured.emplace_back();
    at.theory = solve_ensemble(model, prepared, *realised, {});
    if (at.theory.status != Status::Converged) {
      validation.status = at.theory.status;
      validation.reason = fmt::format("at the sizes and spectra realised at n = {}: {}", n, at.theory.reason);
      return validation;
    }
    correct(*realised, at.theory);
    SimulationOptions simulation{.trials = options.trials, .seed = options.seed, .threads = options.threads};
    if (options.entries) simulation.entries = entry_law(*options.entries);
    if (options.progress) {
      simulation.progress = [&](std::int64_t done) {
        options.progress((finished + cost(n) * static_cast<double>(done) / static_cast<double>(options.trials)) /
                         total);
      };
    }
    at.simulation = simulate(model, *realised, simulation);
    if (at.simulation.status != Simulation::Status::Finished) {
      validation.status = Status::OutsideDomain;
      validation.reason = "the simulation broke down: " + at.simulation.failure;
      return validation;
    }
    finished += cost(n);
  }
  if (!validation.uncorrected.empty()) {  // all sizes have a correction, or none has
    const auto remove = [](Solution& theory) {
      for (Solution::Value& output : theory.outputs) output.finite_size.reset();
    };
    remove(limit);
    for (Measured& at : measured) remove(at.theory);
  }
  for (const OutputPart& component : components(limit)) {
    validation.outputs.push_back(compare(limit, measured, component));
  }
  validation.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return validation;
}

}  // namespace freepencil
