// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/monomial.hpp"

#include "numeric/rational_reconstruction.hpp"

namespace freepencil {

std::optional<Monomial> as_monomial(Scalars& scalars, PrimeField value, const std::vector<long>& primes) {
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
  return Monomial{Rational(above, below), scalars.product(powers)};
}

}  // namespace freepencil
