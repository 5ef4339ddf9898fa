// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "estimators/description.hpp"

namespace freepencil::validation {

struct RunOptions {
  int threads = 0;                    ///< 0: as many as there are cores
  std::optional<std::uint64_t> seed;  ///< instead of the one in the description
  double trials = 1;                  ///< factor on the numbers of trials
};

/// The mean over the trials at one size, and its standard error.
struct SizeResult {
  std::int64_t n = 0;
  int trials = 0;
  double mean = 0;
  double standard_error = 0;
};

/// Every trial has random numbers of its own and the sums run in the order of the trials: the result is the same bit
/// for bit at any number of threads.
[[nodiscard]] std::vector<SizeResult> run_experiment(const Description& description, const RunOptions& options);

/// Title, source and theory as they are in the description, the seed in force, and the means.
[[nodiscard]] nlohmann::ordered_json to_json(const Description& description, const RunOptions& options,
                                             const std::vector<SizeResult>& results);

}  // namespace freepencil::validation
