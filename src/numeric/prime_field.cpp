// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/prime_field.hpp"

namespace freepencil {
namespace {

/// A number that has nothing to do with its argument but that it depends on it alone (the finalizer of SplitMix64;
/// Steele, Lea and Flood 2014).
PrimeField independent(std::uint64_t kind, std::uint64_t argument) {
  std::uint64_t mixed = argument + kind * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return PrimeField(static_cast<std::int64_t>((mixed ^ (mixed >> 31)) >> 2));
}

}  // namespace

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
  odd_ = static_cast<std::uint64_t>(left);
}

PrimeField ScalarTraits<PrimeField>::Power::operator()(PrimeField x) const {
  for (int k = 0; k < roots_; ++k) {
    const auto root = x.square_root();
    if (!root) throw UnluckyDraw("no square root");
    x = *root;
  }
  if (odd_ != 1) x = independent(4 + odd_, x.value());
  return integer_power(x, count_);
}

PrimeField ScalarTraits<PrimeField>::power(PrimeField base, PrimeField exponent) {
  return independent(3, base.value() ^ independent(4, exponent.value()).value());
}
PrimeField ScalarTraits<PrimeField>::exp(PrimeField x) { return independent(1, x.value()); }
PrimeField ScalarTraits<PrimeField>::log(PrimeField x) { return independent(2, x.value()); }

}  // namespace freepencil
