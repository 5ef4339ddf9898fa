// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/prime_field.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace freepencil {
namespace {

std::int64_t draw(std::mt19937_64& engine) { return static_cast<std::int64_t>(engine() >> 3); }

}  // namespace

TEST_CASE("field operations agree with big integers", "[prime field]") {
  std::mt19937_64 engine(1);
  const Integer p = PrimeField::modulus;
  for (int trial = 0; trial < 10'000; ++trial) {
    const std::int64_t a = draw(engine) - draw(engine), b = draw(engine);
    const auto reduced = [&](const Integer& n) { return static_cast<std::uint64_t>(Integer(((n % p) + p) % p)); };
    CHECK(PrimeField(a).value() == reduced(a));
    CHECK((PrimeField(a) * PrimeField(b)).value() == reduced(Integer(a) * b));
    CHECK((PrimeField(a) + PrimeField(b)).value() == reduced(Integer(a) + b));
    CHECK((PrimeField(a) - PrimeField(b)).value() == reduced(Integer(a) - b));
  }
}

TEST_CASE("inverses, roots and the imaginary unit satisfy their equations", "[prime field]") {
  std::mt19937_64 engine(2);
  CHECK(PrimeField::imaginary_unit() * PrimeField::imaginary_unit() == PrimeField(-1));
  int squares = 0;
  for (int trial = 0; trial < 1000; ++trial) {
    const PrimeField a = draw(engine);
    CHECK(a * a.inverse() == PrimeField(1));
    const auto root = a.square_root();
    if (root) CHECK(*root * *root == a);
    CHECK((a * a).square_root().has_value());
    squares += root.has_value();
  }
  // Half of all elements are squares; four standard deviations of a fair coin.
  CHECK(std::abs(squares - 500) < 4 * std::sqrt(250.0));
  CHECK_THROWS_AS(PrimeField(0).inverse(), UnluckyDraw);
}

TEST_CASE("rationals and their powers map to the field", "[prime field]") {
  using Traits = ScalarTraits<PrimeField>;
  CHECK(Traits::from(Rational(-3, 7)) * PrimeField(7) == PrimeField(-3));
  const auto power = [](std::int64_t x, const Rational& exponent) { return Traits::Power(exponent)(PrimeField(x)); };
  CHECK(power(49, Rational(3, 2)) * power(49, Rational(-3, 2)) == PrimeField(1));
  CHECK_THROWS_AS(power(2, Rational(1, 2)), UnluckyDraw);
}

}  // namespace freepencil
