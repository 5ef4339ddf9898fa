// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <freepencil/status.hpp>
#include <string>
#include <vector>

namespace freepencil {

/// Which output is looked at, along which parameter.
struct ExponentOptions {
  std::string output;
  std::size_t parameter = 0;  ///< index into the model's parameters
  std::string from, to;       ///< exact positive numbers, increasing
};

/// How an output f scales with a parameter T: the local exponent a(T) = d log |f| / d log T, from exact derivatives at
/// points in equal ratios; the regimes in which it hardly changes; and the crossovers between them.
struct Scaling {
  struct Point {
    double at = 0, value = 0;
    double exponent = 0;
    double slope = 0;  ///< da / d log T
  };
  /// a stays near `exponent` from one crossover, or end of the range, to the next.
  struct Regime {
    double from = 0, to = 0;
    double exponent = 0;
    /// Where extrapolated, how far extrapolations from neighbouring points differ; else how far a strays in the middle
    /// third.
    double error = 0;
    bool extrapolated = false;  ///< corrections by two powers of T have been taken out
    std::string rational;       ///< `-6/11`, where the error leaves no other number as simple; else empty
  };
  struct Crossover {
    double at = 0;        ///< where a is midway between where it changes least on both sides
    double exponent = 0;  ///< a there
  };

  Status status = Status::NotRun;
  std::string reason;  ///< one sentence where status is not Converged; there are no numbers then

  std::string output, parameter;
  std::vector<Point> points;
  std::vector<Regime> regimes;        ///< at least one
  std::vector<Crossover> crossovers;  ///< one less
  int evaluations = 0;
  double seconds = 0;
};

}  // namespace freepencil
