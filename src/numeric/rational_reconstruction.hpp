// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "numeric/exact.hpp"
#include "numeric/prime_field.hpp"

namespace freepencil {

/// The fraction a/b with |a|, b < 2^29 that the number of the field is, if there is one: there is at most one (Wang
/// 1981).
[[nodiscard]] std::optional<Rational> as_fraction(PrimeField value);

}  // namespace freepencil
