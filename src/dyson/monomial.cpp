// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/monomial.hpp"

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

std::optional<ScalarId> as_monomial(Scalars& scalars, PrimeField value, const std::vector<long>& primes) {
  const auto fraction = as_fraction(value);
  if (!fraction) return std::nullopt;
  Integer above = numerator(*fraction), below = denominator(*fraction);
  std::vector<std::pair<Rational, ScalarId>> powers;
  for (std::size_t p = 0; above != 0 && p < primes.size(); ++p) {
    int exponent = 0;
    for (; above % primes[p] == 0; above /= primes[p]) ++exponent;
    for (; below % primes[p] == 0; below /= primes[p]) --exponent;
    if (exponent == 0) continue;
    powers.emplace_back(exponent, scalars.leaf(ScalarNode::Kind::Parameter, static_cast<std::uint32_t>(p)));
  }
  return scalars.sum({{Rational(above, below), scalars.product(powers)}});
}

}  // namespace freepencil
