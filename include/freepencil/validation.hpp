// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <freepencil/solution.hpp>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace freepencil {

struct ValidationOptions {
  std::vector<std::int64_t> sizes = {100, 200, 400};  ///< values of the reference dimension, increasing
  std::int64_t trials = 100;                          ///< at every size
  std::uint64_t seed = 1;
  int threads = 0;                     ///< 0: as many as there are cores
  std::optional<std::string> entries;  ///< another law for all independent entries
  /// Called from one thread at a time: fraction of the work done, in [0, 1].
  std::function<void(double)> progress;
};

enum class Verdict { Agrees, Refuted, Undecided };

/// Theory against simulation, output by output.
struct Validation {
  struct Size {
    std::int64_t n = 0;
    std::int64_t trials = 0;
    double mean = 0;
    double standard_error = 0;
    double theory = 0;  ///< the limit evaluated at the sizes and spectra realised at n
    /// What the term of order 1/n adds to it there; not a number where `Validation::uncorrected` says why.
    double correction = std::numeric_limits<double>::quiet_NaN();
  };
  struct Entry {
    std::string name;
    double theory = 0;  ///< the limit at the declared sizes and spectra
    std::vector<Size> sizes;
    double extrapolated = 0;    ///< theory + the n -> infinity intercept of (mean - theory - correction at n)
    double standard_error = 0;  ///< of `extrapolated`
    double z = 0;               ///< (extrapolated - theory) / standard_error; not a number where nothing is random
    Verdict verdict = Verdict::Undecided;
    /// The coefficient of 1/n at the declared sizes and spectra; not a number without a correction.
    double finite_size = std::numeric_limits<double>::quiet_NaN();
  };
  Status status = Status::NotRun;    ///< of the solver; Converged where there are outputs
  std::string reason;                ///< one sentence where status is not Converged
  std::vector<FailedOutput> failed;  ///< the outputs that are to blame, where that is known
  std::vector<Entry> outputs;        ///< a complex output gives two entries, re(name) and im(name)
  std::uint64_t seed = 0;
  double seconds = 0;
  std::string uncorrected;  ///< why there is no term of order 1/n: the fit then determines it; empty where there is one
};

}  // namespace freepencil
