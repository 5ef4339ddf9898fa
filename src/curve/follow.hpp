// SPDX-License-Identifier: GPL-3.0-or-later
// The physical root along a curve, in double precision, and what rounding does to the outputs there.
#pragma once

#include <optional>

#include "curve/pieces.hpp"
#include "curve/point_program.hpp"
#include "curve/scalar_program.hpp"
#include "solve/fixed_point.hpp"

namespace freepencil {

/// The last few roots, from which the next one is predicted.
template <class S>
class Follower {
 public:
  Follower(const Piece& piece, const SolveOptions& options)
      : piece_(&piece), options_(&options), outputs_(piece.model) {}

  /// The outputs at an ensemble. `position` is where it lies along the curve, in units in which the curve is smooth.
  /// Newton's method starts from the polynomial through the last roots, and from nothing where that leads to no
  /// physical root. Nothing is returned where there is no root, or where the outputs are not good to `vouched_accuracy`
  /// by this estimate: everything is computed again with all operations rounded upwards, the inexact parameters as
  /// well, and what that changes counts 2^5 times; what traces change by that share of an epsilon of the terms that
  /// they are added up from counts besides.
  [[nodiscard]] std::optional<Solution> operator()(const Ensemble& ensemble, double position);

 private:
  struct Root {
    double position = 0;
    Vector<S> g;
  };
  [[nodiscard]] std::optional<Vector<S>> predicted(double position, Eigen::Index size) const;
  void remember(double position, const Vector<S>& g);

  /// The numbers of a point and its system, as they are or with all operations rounded upwards.
  struct Point {
    PointValues<double> numbers;
    DysonSystem<S> system;
  };
  [[nodiscard]] Point point(const Ensemble& ensemble);
  [[nodiscard]] Point point_upwards(const Ensemble& ensemble);
  [[nodiscard]] std::optional<std::vector<S>> rounded_outputs(const Ensemble& ensemble, const Vector<S>& g);
  [[nodiscard]] std::optional<std::vector<double>> errors(const Ensemble& ensemble, const PointValues<double>& at,
                                                          FixedPoint<S>& map, const Vector<S>& g,
                                                          const std::vector<S>& traces, const std::vector<S>& values);

  const Piece* piece_;
  const SolveOptions* options_;
  OutputProgram<S> outputs_;
  std::optional<PointProgram<S>> nearest_, upwards_;  ///< where all points have the same spectra
  Resolvent<S> workspace_, workspace_upwards_;        ///< memory of maps that are gone
  std::vector<Root> roots_;                           ///< the last few
};

extern template class Follower<double>;
extern template class Follower<std::complex<double>>;

}  // namespace freepencil
