// SPDX-License-Identifier: GPL-3.0-or-later
// One block of a curve, point after point.
#pragma once

#include <functional>

#include "curve/follow.hpp"

namespace freepencil {

/// The model of the file, made anew for a point; safe to call from any thread.
using FreshModel = std::function<Expected<Model>(const ParameterPoint&)>;

class BlockTracer {
 public:
  BlockTracer(const FreshModel& fresh, const CurveOptions& options, std::size_t outputs)
      : fresh_(fresh), options_(options), outputs_(outputs) {}

  /// The next point; `position` as for Follower.
  [[nodiscard]] CurvePoint operator()(const PieceOrReason& piece_or_reason, const ParameterPoint& point,
                                      double position);

 private:
  template <class S>
  [[nodiscard]] std::optional<Solution> follow(std::optional<Follower<S>>& follower, const Piece& piece,
                                               const Ensemble& ensemble, double position);
  [[nodiscard]] Solution solve(const Piece& piece, const Ensemble& ensemble, double position);
  [[nodiscard]] CurvePoint solve_with_limits(const ParameterPoint& point);
  [[nodiscard]] CurvePoint solve_each_alone(const ParameterPoint& point, const Solution& together);
  [[nodiscard]] CurvePoint failed(Status status, const std::string& reason) const;
  [[nodiscard]] static CurvePoint taken(Solution solution);

  const FreshModel& fresh_;
  const CurveOptions& options_;
  std::size_t outputs_;
  const Piece* piece_ = nullptr;
  std::optional<Follower<double>> real_;
  std::optional<Follower<std::complex<double>>> complex_;
};

}  // namespace freepencil
