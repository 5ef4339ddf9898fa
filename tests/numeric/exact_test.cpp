// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/exact.hpp"

#include <catch2/catch.hpp>

namespace freepencil {

TEST_CASE("decimal literals are exact rationals", "[exact]") {
  CHECK(parse_decimal("0.1") == Rational(1, 10));
  CHECK(parse_decimal("2e-3") == Rational(1, 500));
  CHECK(parse_decimal("1.50E+2") == Rational(150));
  CHECK(parse_decimal("-0.25") == Rational(-1, 4));
  CHECK(parse_decimal("007") == Rational(7));
  CHECK(parse_decimal("0.000") == Rational(0));
  CHECK(to_string(*parse_decimal("0.0625")) == "1/16");
}

TEST_CASE("malformed and oversized literals have no value", "[exact]") {
  for (const char* literal : {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1e999999999999", "1e400000", "2 "}) {
    INFO(literal);
    CHECK_FALSE(parse_decimal(literal).has_value());
  }
}

TEST_CASE("integer powers of rationals are exact and bounded", "[exact]") {
  CHECK(power(Rational(2, 3), 5) == Rational(32, 243));
  CHECK(power(Rational(-2, 3), -3) == Rational(-27, 8));
  CHECK(power(Rational(0), 0) == Rational(1));
  CHECK_FALSE(power(Rational(0), -1).has_value());
  CHECK_FALSE(power(Rational(2), 1'000'000'000).has_value());
  CHECK(power(Rational(-1), 1'000'000'001) == Rational(-1));
}

TEST_CASE("roots are taken only where they are rational", "[exact]") {
  CHECK(exact_root(Rational(8, 27), 3) == Rational(2, 3));
  CHECK_FALSE(exact_root(Rational(2), 2).has_value());
  CHECK_FALSE(exact_root(Rational(-4), 2).has_value());
}

}  // namespace freepencil
