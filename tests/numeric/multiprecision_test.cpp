// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/multiprecision.hpp"

#include <catch2/catch.hpp>

#include "numeric/decimal_text.hpp"
#include "numeric/jet.hpp"

namespace freepencil {

TEST_CASE("the working precision is that of its scope", "[multi]") {
  const WorkingPrecision outer(50);
  const Multi third = Multi(1) / 3;
  CHECK(third.precision() == 50);
  {
    const WorkingPrecision inner(20);
    CHECK((third * third).precision() == 20);
    CHECK(Multi(third).precision() == 20);
  }
  CHECK(WorkingPrecision::digits() == 50);
  CHECK(Multi(third).precision() == 50);
}

TEST_CASE("decimal text has exactly the digits asked for", "[multi]") {
  const WorkingPrecision precision(40);
  const auto text = [](const char* value, int digits, Rounding rounding = Rounding::Nearest) {
    return decimal_text(Multi(value), digits, rounding);
  };
  CHECK(text("0.25", 5) == "0.25000");
  CHECK(text("-0.0125", 3) == "-0.0125");
  CHECK(text("0.00001234", 4) == "0.00001234");
  CHECK(text("0.000001234", 4) == "1.234e-6");
  CHECK(text("123456", 6) == "123456");
  CHECK(text("123456", 4) == "1.235e+5");
  CHECK(text("123.456", 4) == "123.5");
  CHECK(text("1e40", 3) == "1.00e+40");
  CHECK(text("9.9996", 4) == "10.00");
  CHECK(text("0", 3) == "0.00");
  CHECK(text("7", 1) == "7");
  CHECK(text("2", 3, Rounding::Down) == "2.00");
  CHECK(text("0.66666666", 3, Rounding::Down) == "0.666");
  CHECK(text("0.66666666", 3, Rounding::Up) == "0.667");
  CHECK(text("-0.66666666", 3, Rounding::Down) == "-0.667");
  CHECK(decimal_text(Multi(1) / Multi(0), 3) == "-");
  CHECK(rounded_double(Multi(1) / 3, Rounding::Down) < rounded_double(Multi(1) / 3, Rounding::Up));
}

TEST_CASE("jets carry first and second derivatives", "[jet]") {
  const WorkingPrecision precision(60);
  using J = Jet<Multi>;
  using Traits = ScalarTraits<J>;
  const Multi x = Multi(7) / 5, tiny("1e-55");
  const J t(x, Multi(1), Multi(0));
  const auto holds = [&](const J& jet, const Multi& f, const Multi& df, const Multi& ddf) {
    return abs(jet.value - f) < tiny && abs(jet.first - df) < tiny && abs(2 * jet.second - ddf) < tiny;
  };
  CHECK(holds(t * t * t, x * x * x, 3 * x * x, 6 * x));
  CHECK(holds(J(1) / t, 1 / x, -1 / (x * x), 2 / (x * x * x)));
  CHECK(holds(Traits::Power(Rational(1, 2))(t), sqrt(x), 1 / (2 * sqrt(x)), -1 / (4 * x * sqrt(x))));
  CHECK(holds(Traits::Power(Rational(-3))(t), 1 / (x * x * x), -3 / (x * x * x * x), 12 / (x * x * x * x * x)));
  CHECK(holds(Traits::exp(t), exp(x), exp(x), exp(x)));
  CHECK(holds(Traits::log(t), log(x), 1 / x, -1 / (x * x)));
  // x^x: derivative x^x (log x + 1), second x^x ((log x + 1)^2 + 1/x).
  const Multi p = pow(x, x), l = log(x) + 1;
  CHECK(holds(Traits::power(t, t), p, p * l, p * (l * l + 1 / x)));
  // sqrt(0) has no derivative, yet it is a fine constant.
  CHECK(is_finite(Traits::Power(Rational(1, 2))(J(0))));
  CHECK_FALSE(is_finite(Traits::Power(Rational(1, 2))(J(Multi(0), Multi(1), Multi(0)))));
}

}  // namespace freepencil
