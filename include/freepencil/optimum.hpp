// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <freepencil/status.hpp>
#include <string>
#include <vector>

namespace freepencil {

/// What is to be made as small, or as large, as it can be.
struct OptimizeOptions {
  struct Range {
    std::size_t parameter = 0;  ///< index into the model's parameters
    std::string lower, upper;   ///< exact numbers, `inf` or `-inf`; empty: the end of the declared range
  };

  std::string output;
  std::vector<Range> over;
  bool maximize = false;
  int digits = 0;  ///< significant digits of every number of the result; 0: doubles
};

/// The best point x* = argmin f(x) (or argmax) in a box of parameters. The search is global on a grid only: no better
/// point than x* is on the grid or in a valley that the grid shows, and x* is a strict local optimum, its gradient zero
/// and its second derivative positive (negative), both checked with more digits than are shown.
struct Optimum {
  /// Where a coordinate of the optimum lies.
  enum class Place { Inside, Lower, Upper };

  struct Coordinate {
    std::string parameter;
    Place place = Place::Inside;
    double value = 0;     ///< infinite where the optimum is at an infinite end
    std::string digits;   ///< of the value, where digits were asked for
    std::string end;      ///< at an end, exactly: `1/2`; `0+`, `1-`, `inf`, `-inf` where the end is approached only
    double gradient = 0;  ///< df/dx at an end that belongs to the range; zero by definition inside
  };
  /// A local optimum that is not the best one, or a point of the grid that was left out.
  struct Rival {
    std::vector<double> at;
    double value = 0;
  };
  struct Skipped {
    std::string reason;
    int points = 0;
  };

  Status status = Status::NotRun;
  std::string reason;  ///< one sentence where status is not Converged; there are no numbers then

  std::string output;
  bool maximize = false;
  std::vector<Coordinate> argument;
  double value = 0;
  std::string value_digits;
  bool boundary = false;  ///< a coordinate is at an end of its range
  bool attained = true;   ///< false where the value is a limit that no point of the range has
  /// d2f/dx_i dx_j by the coordinates that are inside; row by row.
  std::vector<std::vector<double>> second;
  std::vector<std::vector<std::string>> second_digits;
  std::vector<Rival> rivals;  ///< the best first

  int digits = 0;
  int grid_points = 0;
  std::vector<Skipped> skipped;
  int evaluations = 0;
  double seconds = 0;
};

}  // namespace freepencil
