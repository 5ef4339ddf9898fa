// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "estimators/description.hpp"
#include "estimators/draws.hpp"

namespace freepencil::validation {

/// Whole numbers that sum to `total`: the integer parts of weight*total, and one more for the largest remainders, the
/// first of equal ones first.
[[nodiscard]] std::vector<std::int64_t> atom_counts(const std::vector<double>& weights, std::int64_t total);

/// The d diagonal entries of every column, atom by atom.
[[nodiscard]] std::vector<Vector> realise(const Spectrum& spectrum, std::int64_t d);

/// round(ratio*n), at least one: how every relative size becomes a number of rows or columns.
[[nodiscard]] std::int64_t rounded_size(double ratio, std::int64_t n);

}  // namespace freepencil::validation
