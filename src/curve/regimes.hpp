// SPDX-License-Identifier: GPL-3.0-or-later
// Where a local exponent stays, from its values along the way.
#pragma once

#include <freepencil/exponent.hpp>
#include <optional>
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

/// What the exponents of one regime, at points in equal ratios, are without their corrections: two geometric sequences,
/// of which one may grow towards the next regime, are taken out of five points in a row (Wynn's epsilon algorithm
/// 1956). Of all such five, those that agree best with the two before, the two after, and what one sequence taken out
/// of the three in their middle leaves; the largest difference is the error. Nothing for fewer than nine points.
[[nodiscard]] std::optional<Extrapolated> extrapolated(const std::vector<double>& exponents);

}  // namespace freepencil
