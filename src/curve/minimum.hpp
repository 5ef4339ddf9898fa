// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest value of a function in a box. Internal to this folder.
#pragma once

#include <freepencil/optimum.hpp>

#include "curve/objective.hpp"
#include "curve/strict_minimum.hpp"

namespace freepencil {

/// What a search found: everything of an Optimum as numbers of any precision, signs those of the objective.
struct Minimum {
  struct Coordinate {
    Optimum::Place place = Optimum::Place::Inside;
    std::string end;  ///< `1/2`, `0+`, `inf`; empty inside
    double gradient = 0;
  };
  struct Rival {
    std::vector<double> at;
    double value = 0;
  };

  Status status = Status::NotRun;
  std::string reason;
  std::vector<Coordinate> place;
  Coordinates x;  ///< meaningless where an end is infinite
  Coordinates scales;
  double value = 0;
  std::string value_digits;
  bool attained = true;
  std::vector<std::size_t> inside;  ///< the coordinates of `second`
  std::vector<std::vector<Multi>> second;
  std::vector<Rival> rivals;
  int grid_points = 0;
  std::vector<Optimum::Skipped> skipped;
};

/// Notes why a point of a grid has no value.
void skip(std::vector<Optimum::Skipped>& skipped, const std::string& reason);

/// `0+`, `1-`, `inf`: towards this end of an interval, from inside.
[[nodiscard]] LimitPoint towards_end(const Interval& interval, Optimum::Place end);

/// The strict minimum as a result; `at` fills the coordinates that are inside.
void accept(Minimum& minimum, const StrictMinimum& found, int digits);

/// One coordinate. Every local minimum that a grid shows is refined by Brent's method, the smallest by strict_minimum;
/// ends are compared by their values, or by limits where they do not belong to the interval.
[[nodiscard]] Minimum minimum_on_line(Objective& f, const Interval& interval, int digits);

/// Several coordinates. From every local minimum of a product grid, up to `most_starts`, descent by BFGS; what ends at
/// a closed end is kept there; the smallest by strict_minimum in the coordinates that are inside.
[[nodiscard]] Minimum minimum_in_box(Objective& f, const std::vector<Interval>& box, int digits);

}  // namespace freepencil
