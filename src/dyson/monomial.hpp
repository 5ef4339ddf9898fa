// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of a prime field read as exact formulas.
#pragma once

#include <optional>
#include <vector>

#include "expr/scalar.hpp"
#include "numeric/prime_field.hpp"

namespace freepencil {

/// number * product of parameters to integer powers.
struct Monomial {
  Rational number;
  ScalarId powers{};
};

/// The monomial with this value where every parameter is the given prime, its number free of those primes.
[[nodiscard]] std::optional<Monomial> as_monomial(Scalars& scalars, PrimeField value, const std::vector<long>& primes);

}  // namespace freepencil
