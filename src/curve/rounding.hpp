// SPDX-License-Identifier: GPL-3.0-or-later
// Directed rounding, to see what rounding does to a result.
#pragma once

#include <cfenv>
#include <vector>

#include "laws/point_values.hpp"

namespace freepencil {

/// All operations of this thread round in one direction as long as this lives: FE_UPWARD or FE_DOWNWARD.
class RoundingDirection {
 public:
  explicit RoundingDirection(int direction) : before_(std::fegetround()) { std::fesetround(direction); }
  RoundingDirection(const RoundingDirection&) = delete;
  RoundingDirection& operator=(const RoundingDirection&) = delete;
  ~RoundingDirection() { std::fesetround(before_); }

 private:
  int before_;
};

/// The numbers of a point in the rounding direction that holds: parameters, sizes and variances are computed, spectra
/// are taken from `spectra` where that is not null.
[[nodiscard]] PointValues<double> rounded_values(const Model& model, const Ensemble& ensemble, int direction,
                                                 const PointValues<double>* spectra);

/// The parameters rounded in this direction: those that are doubles stay as they are.
[[nodiscard]] std::vector<double> shifted_parameters(const Ensemble& ensemble, int direction);

}  // namespace freepencil
