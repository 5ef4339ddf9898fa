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

ScalarTraits<PrimeField>::Power::Power(const Rational& exponent) : count_(static_cast<long>(numerator(exponent))) {
  Integer left = denominator(exponent);
  for (; left % 2 == 0; left /= 2) ++roots_;
  if (left != 1) throw UnluckyDraw("no root of odd order");
}

PrimeField ScalarTraits<PrimeField>::Power::operator()(PrimeField x) const {
  for (int k = 0; k < roots_; ++k) {
    const auto root = x.square_root();
    if (!root) throw UnluckyDraw("no square root");
    x = *root;
  }
  return integer_power(x, count_);
}

PrimeField ScalarTraits<PrimeField>::power(PrimeField, PrimeField) { throw UnluckyDraw("no general power"); }
PrimeField ScalarTraits<PrimeField>::exp(PrimeField) { throw UnluckyDraw("no exponential"); }
PrimeField ScalarTraits<PrimeField>::log(PrimeField) { throw UnluckyDraw("no logarithm"); }

}  // namespace freepencil
