// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "numeric/exact.hpp"

namespace freepencil {

/// Whole numbers that sum to `total` and stay within one of weight * total: every atom gets the integer part, and what
/// is left goes one by one to the largest fractional parts. Where equal fractional parts compete for fewer places, the
/// winners are spread evenly along the list: the first ones would be one end of the spectrum.
/// The weights must be nonnegative and sum to one.
[[nodiscard]] std::vector<std::int64_t> largest_remainders(std::span<const Rational> weights, std::int64_t total);

/// The same for `count` equal weights, without rational arithmetic: families can have millions of members.
[[nodiscard]] std::vector<std::int64_t> equal_shares(std::int64_t count, std::int64_t total);

}  // namespace freepencil
