// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "expr/scalar.hpp"

namespace freepencil {

/// Coefficients by exponents of the given leaves: the expression is the sum of coefficient * product leaf^exponent.
/// Nothing where it is no polynomial in these leaves.
[[nodiscard]] std::optional<std::map<std::vector<std::uint64_t>, ScalarId>> collect(
    Scalars& scalars, ScalarId id, const std::vector<ScalarId>& leaves);

}  // namespace freepencil
