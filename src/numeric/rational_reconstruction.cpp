// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/rational_reconstruction.hpp"

#include <tuple>

namespace freepencil {

std::optional<Rational> as_fraction(PrimeField value) {
  // The remainders of Euclid's algorithm on (p, value), with value * t = r modulo p at every step.
  constexpr std::int64_t bound = std::int64_t{1} << 29;
  std::int64_t r0 = static_cast<std::int64_t>(PrimeField::modulus), r1 = static_cast<std::int64_t>(value.value());
  std::int64_t t0 = 0, t1 = 1;
  while (r1 >= bound) {
    const std::int64_t quotient = r0 / r1;
    std::tie(r0, r1) = std::pair(r1, r0 - quotient * r1);
    std::tie(t0, t1) = std::pair(t1, t0 - quotient * t1);
  }
  if (t1 == 0 || t1 >= bound || -t1 >= bound) return std::nullopt;
  return Rational(Integer(r1), Integer(t1));
}

}  // namespace freepencil
