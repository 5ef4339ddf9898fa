// SPDX-License-Identifier: GPL-3.0-or-later
// Where a local exponent stays, from its values along the way.
#pragma once

#include <freepencil/exponent.hpp>
#include <vector>

namespace freepencil {

/// Below this change of the exponent by a factor e of T, it stays: less than 0.05 by a factor of ten.
inline constexpr double flat = 0.02;
/// Regimes whose exponents differ by less are one.
inline constexpr double same_exponent = 0.05;

/// The points at which the exponent changes least, one a regime, in order. None where it nowhere stays.
[[nodiscard]] std::vector<std::size_t> plateaus(const std::vector<Scaling::Point>& points);

struct Extrapolated {
  double exponent = 0, error = 0;
};

/// The limit of the exponents at points in equal ratios, if what remains falls by one factor from point to point
/// (Aitken 1926) and is falling at the end; else the last one, and how far the last two are apart.
[[nodiscard]] Extrapolated extrapolated(const std::vector<Scaling::Point>& points, bool& settled);

}  // namespace freepencil
