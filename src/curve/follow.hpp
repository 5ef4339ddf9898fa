// SPDX-License-Identifier: GPL-3.0-or-later
// The physical root along a curve, in double precision, and what rounding does to the outputs there.
#pragma once

#include <optional>

#include "curve/output_program.hpp"
#include "curve/pieces.hpp"
#include "dyson/dyson_system.hpp"

namespace freepencil {

/// The last two roots, from which the next one is predicted.
template <class S>
class Follower {
 public:
  Follower(const Piece& piece, const SolveOptions& options)
      : piece_(&piece), options_(&options), outputs_(piece.model) {}

  /// The outputs at an ensemble. `position` is where it lies along the curve, in units in which the curve is smooth.
  /// Newton's method starts from the line through the last two roots, and from nothing where that leads to no physical
  /// root. Nothing is returned where there is no root, or where the outputs are not good to `vouched_accuracy` by this
  /// estimate: everything is computed again with all operations rounded upwards, the inexact parameters as well, and
  /// what that changes counts 2^5 times; what traces change by that share of an epsilon of the terms that
  /// they are added up from counts besides.
  [[nodiscard]] std::optional<Solution> operator()(const Ensemble& ensemble, double position);

 private:
  struct Root {
    double position = 0;
    Vector<S> g;
  };
  [[nodiscard]] std::optional<Vector<S>> predicted(double position, Eigen::Index size) const;

  const Piece* piece_;
  const SolveOptions* options_;
  OutputProgram<S> outputs_;
  std::optional<Root> last_, before_;
};

extern template class Follower<double>;
extern template class Follower<std::complex<double>>;

}  // namespace freepencil
