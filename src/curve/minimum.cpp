// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/minimum.hpp"

#include <algorithm>

#include "numeric/decimal_text.hpp"

namespace freepencil {

void skip(std::vector<Optimum::Skipped>& skipped, const std::string& reason) {
  const auto known =
      std::find_if(skipped.begin(), skipped.end(), [&](const auto& entry) { return entry.reason == reason; });
  if (known != skipped.end()) {
    ++known->points;
  } else {
    skipped.push_back({reason, 1});
  }
}

LimitPoint towards_end(const Interval& interval, Optimum::Place end) {
  using Side = LimitPoint::Side;
  const bool lower = end == Optimum::Place::Lower;
  const auto& at = lower ? interval.lower : interval.upper;
  if (!at) return {.side = lower ? Side::MinusInfinity : Side::Infinity, .at = {}};
  return {.side = lower ? Side::Above : Side::Below, .at = to_string(*at)};
}

void accept(Minimum& minimum, const StrictMinimum& found, int digits) {
  const WorkingPrecision precision(digits + 10);
  minimum.status = Status::Converged;
  minimum.x = found.x;
  minimum.scales = found.scales;
  minimum.value = static_cast<double>(found.value);
  minimum.value_digits = decimal_text(found.value, digits);
  minimum.second = found.second;
}

}  // namespace freepencil
