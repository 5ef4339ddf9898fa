// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/prime_field.hpp"

namespace freepencil {

PrimeField PrimeField::power(std::uint64_t exponent) const {
  PrimeField result = 1, base = *this;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if (exponent & 1) result *= base;
  }
  return result;
}

PrimeField PrimeField::inverse() const {
  if (value_ == 0) throw UnluckyDraw("zero has no inverse");
  return power(modulus - 2);
}

PrimeField PrimeField::imaginary_unit() {
  // Two is no square modulo a prime that is 5 modulo 8.
  static const PrimeField unit = PrimeField(2).power((modulus - 1) / 4);
  return unit;
}

std::optional<PrimeField> PrimeField::square_root() const {
  const PrimeField candidate = power((modulus + 3) / 8);
  for (const PrimeField root : {candidate, candidate * imaginary_unit()}) {
    if (root * root == *this) return root;
  }
  return std::nullopt;
}

PrimeField ScalarTraits<PrimeField>::from(const Rational& value) {
  const auto reduce = [](const Integer& n) {
    const Integer remainder = n % Integer(PrimeField::modulus);
    return PrimeField(static_cast<std::int64_t>(remainder));
  };
  return reduce(numerator(value)) / reduce(denominator(value));
}

PrimeField ScalarTraits<PrimeField>::power(PrimeField base, const Rational& exponent) {
  Integer denominator_left = denominator(exponent);
  for (; denominator_left % 2 == 0; denominator_left /= 2) {
    const auto root = base.square_root();
    if (!root) throw UnluckyDraw("no square root");
    base = *root;
  }
  if (denominator_left != 1) throw UnluckyDraw("no root of odd order");
  return integer_power(base, static_cast<long>(numerator(exponent)));
}

PrimeField ScalarTraits<PrimeField>::power(PrimeField, PrimeField) { throw UnluckyDraw("no general power"); }
PrimeField ScalarTraits<PrimeField>::exp(PrimeField) { throw UnluckyDraw("no exponential"); }
PrimeField ScalarTraits<PrimeField>::log(PrimeField) { throw UnluckyDraw("no logarithm"); }

}  // namespace freepencil
