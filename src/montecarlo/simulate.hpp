// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluates the typed expressions of a model at a finite size: what the theory is held against.
#pragma once

#include <complex>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "expr/model.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

struct SimulationOptions {
  std::int64_t trials = 100;  ///< independent draws of all random matrices
  std::uint64_t seed = 1;
  int threads = 0;                  ///< 0: as many as there are cores; does not change a digit of the result
  std::optional<EntryLaw> entries;  ///< instead of the laws in the file
  /// Called from one thread at a time with the number of finished trials.
  std::function<void(std::int64_t done)> progress;
};

/// An output over the trials.
struct OutputSample {
  std::complex<double> mean;
  std::complex<double> standard_error;  ///< of the real part, and of the imaginary part; infinite for a single trial
  bool real = true;                     ///< real by construction: the imaginary parts are zero
};

struct Simulation {
  enum class Status {
    NotRun,    ///< first on purpose: a default-made result must not look like a success
    Finished,  ///< every trial gave finite numbers
    Failed,    ///< one did not, for the reason in `failure`: there are no outputs
  };
  Status status = Status::NotRun;
  std::string failure;                ///< one sentence
  std::vector<OutputSample> outputs;  ///< in the order of Model::outputs
  std::int64_t size = 0;              ///< of the reference dimension
  std::int64_t trials = 0;            ///< that the outputs are means of
  std::uint64_t seed = 0;
};

/// Same model, ensemble, trials and seed: the same bits. `finite` must come from `finite_ensemble`.
[[nodiscard]] Simulation simulate(const Model& model, const Ensemble& finite, const SimulationOptions& options);

}  // namespace freepencil
