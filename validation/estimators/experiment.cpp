// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/experiment.hpp"

#include <algorithm>
#include <cmath>

#include "estimators/generations.hpp"
#include "support/parallel.hpp"

namespace freepencil::validation {
namespace {

SizeResult summarise(std::int64_t n, const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {.n = n,
          .trials = static_cast<int>(values.size()),
          .mean = mean,
          .standard_error = std::sqrt(squares / (count * (count - 1)))};
}

}  // namespace

std::vector<SizeResult> run_experiment(const Description& description, const RunOptions& options) {
  const std::uint64_t seed = options.seed.value_or(description.seed);
  std::vector<SizeResult> results;
  for (const Size& size : description.sizes) {
    const auto trials = std::max<std::int64_t>(2, std::llround(options.trials * size.trials));
    std::vector<double> values(static_cast<std::size_t>(trials));
    parallel_for(values.size(), options.threads, [&](std::size_t trial, int) {
      values[trial] = excess_error(description, seed, size.n, static_cast<std::int64_t>(trial));
    });
    results.push_back(summarise(size.n, values));
  }
  return results;
}

nlohmann::ordered_json to_json(const Description& description, const RunOptions& options,
                               const std::vector<SizeResult>& results) {
  const Theory& theory = description.theory;
  nlohmann::ordered_json sizes = nlohmann::ordered_json::array();
  for (const SizeResult& result : results) {
    sizes.push_back(
        {{"n", result.n}, {"trials", result.trials}, {"mean", result.mean}, {"stderr", result.standard_error}});
  }
  nlohmann::ordered_json compared_with = {{"file", theory.file}, {"output", theory.output}, {"set", theory.set}};
  if (!theory.limit.is_null()) compared_with["limit"] = theory.limit;
  return {{"title", description.title},
          {"source", description.source},
          {"theory", std::move(compared_with)},
          {"seed", options.seed.value_or(description.seed)},
          {"sizes", std::move(sizes)}};
}

}  // namespace freepencil::validation
