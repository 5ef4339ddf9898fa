// SPDX-License-Identifier: GPL-3.0-or-later
// Directed rounding, to see what rounding does to a result.
#pragma once

#include <cfenv>
#include <vector>

#include "laws/point_values.hpp"

namespace freepencil {

/// All operations of this thread round upwards as long as this lives.
class RoundingUpwards {
 public:
  RoundingUpwards() : before_(std::fegetround()) { std::fesetround(FE_UPWARD); }
  RoundingUpwards(const RoundingUpwards&) = delete;
  RoundingUpwards& operator=(const RoundingUpwards&) = delete;
  ~RoundingUpwards() { std::fesetround(before_); }

 private:
  int before_;
};

/// The smallest doubles that are not below the exact parameters.
[[nodiscard]] std::vector<double> parameters_upwards(const Ensemble& ensemble);

/// The numbers of a point, computed from these parameters in the rounding direction that holds; spectra are taken from
/// `spectra` where that is not null.
[[nodiscard]] PointValues<double> values_upwards(const Model& model, const Ensemble& ensemble,
                                                 const PointValues<double>* spectra);

}  // namespace freepencil
