// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>
#include <freepencil/validation.hpp>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace freepencil {

/// How the values of a swept parameter were chosen: p_k = a + (b - a) k/(N - 1), p_k = a (b/a)^(k/(N - 1)), or one by
/// one.
enum class Spacing { Linear, Logarithmic, Listed };

/// One number of a curve, or the reason why there is none.
struct CurveCell {
  Status status = Status::NotRun;
  std::string reason;      ///< one sentence unless Converged
  Solution::Value number;  ///< without name and description: those are in Curve::outputs
};

/// The outputs at one point of the grid, in the order of Curve::outputs.
struct CurvePoint {
  std::vector<CurveCell> cells;
  double branch_radius = 0;  ///< of the Dyson equation of all outputs; zero where it was not solved
};

/// Where a curve must not be joined by a line.
struct CurveMark {
  enum class Kind {
    Threshold,   ///< two sizes pass each other, and a pseudo-inverse changes its form
    Divergence,  ///< an output grows beyond all bounds between two points
  };
  Kind kind = Kind::Threshold;
  std::size_t line = 0;     ///< which values of the other axes: point = line * (points of the first axis) + k
  std::size_t after = 0;    ///< it lies between the points `after` and `after + 1` of its line, or on one of them
  double position = 0;      ///< of the first axis
  std::string exact;        ///< the same as an exact number; empty where it is known to a double only
  std::string reason;       ///< `n = d`, `risk exceeds 1e+12`
  std::string output = {};  ///< which one diverges; empty: a threshold of all
};

/// The outputs of a model along one or several parameters.
struct Curve {
  struct Axis {
    std::string name;
    std::string description;
    std::vector<std::string> values;  ///< exact numbers, strictly increasing or decreasing
    std::vector<double> positions;    ///< the same as doubles
    Spacing spacing = Spacing::Linear;
  };
  struct Output {
    std::string name;
    std::string description;
    bool real = true;  ///< whether the imaginary part is zero by construction at all points
  };
  std::vector<Axis> axes;  ///< the first one changes fastest along `points`
  std::vector<Output> outputs;
  std::vector<CurvePoint> points;
  std::vector<CurveMark> marks;
  /// What finite matrices gave at some of the points, extrapolated; see Validation::Entry.
  struct Simulation {
    struct Entry {
      double extrapolated = 0, standard_error = 0;
      Verdict verdict = Verdict::Undecided;
    };
    std::size_t point = 0;
    std::vector<Entry> outputs;
  };
  std::vector<Simulation> simulations;  ///< in the order of their points
  SolveRequest request;

  /// The index of a point along an axis.
  [[nodiscard]] std::size_t index(std::size_t point, std::size_t axis) const {
    for (std::size_t a = 0; a < axis; ++a) point /= axes[a].values.size();
    return point % axes[axis].values.size();
  }
};

/// Consecutive points of a curve, the first one at `begin`.
struct CurveBlock {
  std::size_t begin = 0;
  std::span<const CurvePoint> points;
};

struct CurveOptions {
  SolveOptions solve;
  SolveRequest request;
  int threads = 0;  ///< 0: as many as there are cores
  /// Called in the order of the points, one block at a time, as soon as a block and all before it are there; not for
  /// points that `known` had.
  std::function<void(const Curve& so_far, const CurveBlock&)> finished;
  /// Points of whole blocks that an earlier run has computed, from the first point on.
  std::vector<CurvePoint> known;
  /// Called from one thread at a time: fraction of the work done, in [0, 1].
  std::function<void(double)> progress;
};

}  // namespace freepencil
