// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>

#include "expr/evaluate.hpp"
#include "montecarlo/blas.hpp"
#include "montecarlo/evaluator.hpp"
#include "montecarlo/reality.hpp"
#include "support/parallel.hpp"

namespace freepencil {
namespace {

using Complex = std::complex<double>;

bool is_finite(double x) { return std::isfinite(x); }
bool is_finite(Complex x) { return std::isfinite(x.real()) && std::isfinite(x.imag()); }

/// How a trial is named in a message.
std::string trial_name(std::size_t trial, std::int64_t size, const Model& model) {
  return fmt::format("trial {} at {} = {}", trial + 1, model.spaces[model.reference()].name, size);
}

std::string trace_name(const Model& model, std::uint32_t trace) {
  if (trace >= model.trace_spans.size()) return fmt::format("trace {}", trace + 1);
  const Span span = model.trace_spans[trace];
  const std::string& text = model.source.text();
  if (span.end > text.size() || span.begin >= span.end) return fmt::format("trace {}", trace + 1);
  return fmt::format("'{}'", text.substr(span.begin, span.end - span.begin));
}

/// The values of all outputs in all trials, or why there are none.
template <class T>
class Experiment {
 public:
  Experiment(const Model& model, const Ensemble& finite, const SimulationOptions& options,
             std::vector<std::uint32_t> traces)
      : model_(model),
        options_(options),
        traces_(std::move(traces)),
        plan_(plan_evaluation(model, finite, traces_, is_complex<T>)),
        parameters_(finite.parameters.begin(), finite.parameters.end()),
        sizes_(finite.sizes.begin(), finite.sizes.end()),
        values_(static_cast<std::size_t>(options.trials) * model.outputs.size()),
        first_failed_(static_cast<std::size_t>(options.trials)) {
    sampling_.seed = options.seed;
    sampling_.size = static_cast<std::int64_t>(finite.sizes[model.reference()]);
    for (std::size_t k = 0; k < model.randoms.size(); ++k) {
      const RandomMatrix& random = model.randoms[k];
      sampling_.variables.push_back({.law = options.entries.value_or(random.law),
                                     .rows = static_cast<std::size_t>(finite.sizes[random.row]),
                                     .columns = static_cast<std::size_t>(finite.sizes[random.column]),
                                     .deviation = std::sqrt(finite.variances[k])});
    }
  }

  void run() {
    const auto trials = static_cast<std::size_t>(options_.trials);
    const int threads = blas::safe_beside_threads() ? thread_count(options_.threads, trials) : 1;
    std::vector<Evaluator<T>> evaluators;
    for (int k = 0; k < threads; ++k) evaluators.emplace_back(plan_, sampling_);
    const blas::SingleThreaded single_threaded;
    parallel_for(trials, threads, [&](std::size_t trial, int worker) {
      // Trials before the first failure are still run, so that the failure reported does not depend on the threads.
      if (trial > first_failed_.load()) return;
      std::string failure = run_trial(evaluators[static_cast<std::size_t>(worker)], trial);
      const std::lock_guard lock(mutex_);
      if (!failure.empty() && trial < first_failed_) {
        first_failed_ = trial;
        failure_ = std::move(failure);
      }
      if (options_.progress) options_.progress(++done_);
    });
  }

  [[nodiscard]] const std::string& failure() const { return failure_; }
  [[nodiscard]] Complex value(std::size_t trial, std::size_t output) const {
    return values_[trial * model_.outputs.size() + output];
  }

 private:
  std::string run_trial(Evaluator<T>& evaluator, std::size_t trial) {
    const auto name = [&] { return trial_name(trial, sampling_.size, model_); };
    if (const auto singular = evaluator.run(static_cast<std::int64_t>(trial))) {
      return fmt::format("an inverse in {} does not exist to working precision in {}",
                         trace_name(model_, traces_[*singular]), name());
    }
    std::vector<T> all(model_.traces.size(), T(0));
    for (std::size_t k = 0; k < traces_.size(); ++k) {
      all[traces_[k]] = evaluator.traces()[k];
      if (!is_finite(all[traces_[k]])) {
        return fmt::format("{} is not a finite number in {}", trace_name(model_, traces_[k]), name());
      }
    }
    for (std::size_t j = 0; j < model_.outputs.size(); ++j) {
      const T value = evaluate<T>(*model_.scalars, model_.outputs[j].value,
                                  {.parameters = parameters_, .sizes = sizes_, .traces = all});
      if (!is_finite(value)) {
        return fmt::format("the output '{}' is not a finite number in {}", model_.outputs[j].name, name());
      }
      values_[trial * model_.outputs.size() + j] = value;
    }
    return {};
  }

  const Model& model_;
  const SimulationOptions& options_;
  std::vector<std::uint32_t> traces_;
  EvaluationPlan plan_;
  Sampling sampling_;
  std::vector<T> parameters_, sizes_, values_;
  std::atomic<std::size_t> first_failed_;
  std::mutex mutex_;
  std::string failure_;
  std::int64_t done_ = 0;
};

/// Mean and standard error of real numbers, summed in the order of the trials.
template <class Value>
std::pair<double, double> mean_and_error(std::size_t trials, const Value& value) {
  const auto count = static_cast<double>(trials);
  double mean = 0, squares = 0;
  for (std::size_t k = 0; k < trials; ++k) mean += value(k) / count;
  for (std::size_t k = 0; k < trials; ++k) squares += (value(k) - mean) * (value(k) - mean);
  if (trials < 2) return {mean, std::numeric_limits<double>::infinity()};
  return {mean, std::sqrt(squares / (count - 1) / count)};
}

template <class T>
void run(const Model& model, const Ensemble& finite, const SimulationOptions& options,
         std::vector<std::uint32_t> traces, Reality& reality, Simulation& result) {
  Experiment<T> experiment(model, finite, options, std::move(traces));
  experiment.run();
  if (!experiment.failure().empty()) {
    result.status = Simulation::Status::Failed;
    result.failure = experiment.failure();
    return;
  }
  const auto trials = static_cast<std::size_t>(options.trials);
  for (std::size_t j = 0; j < model.outputs.size(); ++j) {
    OutputSample& sample = result.outputs.emplace_back();
    sample.real = reality.is_real(j);
    const auto re = mean_and_error(trials, [&](std::size_t k) { return experiment.value(k, j).real(); });
    const auto im = sample.real ? std::pair(0.0, 0.0)
                                : mean_and_error(trials, [&](std::size_t k) { return experiment.value(k, j).imag(); });
    sample.mean = {re.first, im.first};
    sample.standard_error = {re.second, im.second};
  }
  result.status = Simulation::Status::Finished;
  result.trials = options.trials;
}

}  // namespace

Simulation simulate(const Model& model, const Ensemble& finite, const SimulationOptions& options) {
  Simulation result;
  result.seed = options.seed;
  result.size = static_cast<std::int64_t>(finite.sizes[model.reference()]);
  if (options.trials < 1) {
    result.status = Simulation::Status::Failed;
    result.failure = "a simulation needs at least one trial";
    return result;
  }

  Reality reality(model);
  std::vector<std::uint32_t> traces;
  bool complex = false;
  for (std::size_t j = 0; j < model.outputs.size(); ++j) {
    complex = complex || !model.scalars->is_real(model.outputs[j].value);
    for (const std::uint32_t trace : reality.traces(j)) {
      traces.push_back(trace);
      complex = complex || !reality.without_imaginary(trace);
    }
  }
  std::ranges::sort(traces);
  traces.erase(std::ranges::unique(traces).begin(), traces.end());
  if (complex) {
    run<Complex>(model, finite, options, std::move(traces), reality, result);
  } else {
    run<double>(model, finite, options, std::move(traces), reality, result);
  }
  return result;
}

}  // namespace freepencil
