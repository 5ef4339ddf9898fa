// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/number.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <limits>

using namespace freepencil::report;

TEST_CASE("a double of 17 digits reads back as itself", "[report]") {
  for (const double value : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -2.2250738585072014e-308, 123456789.125}) {
    CHECK(std::strtod(decimal(value, exact_digits).c_str(), nullptr) == value);
  }
}

TEST_CASE("a number that is not finite is a dash", "[report]") {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(decimal(inf, 10) == "-");
  CHECK(decimal(nan, 10) == "-");
  CHECK(decimal({0, nan}, 10) == "-");
  CHECK(measured(nan, 1).brief == "-");
  CHECK(measured(1, inf).brief == "1");
}

TEST_CASE("a negative zero has no sign", "[report]") { CHECK(decimal(-0.0, 10) == "0"); }

TEST_CASE("complex numbers", "[report]") {
  CHECK(decimal({0.5, 0.25}, 10) == "0.5 + 0.25i");
  CHECK(decimal({-0.5, -0.25}, 10) == "-0.5 - 0.25i");
}

TEST_CASE("an error bar decides the digits of its mean", "[report]") {
  CHECK(measured(0.123456, 0.00012).brief == "0.12346(12)");
  CHECK(measured(0.123456, 0.00012).value == "0.12346");
  CHECK(measured(0.123456, 0.00012).error == "0.00012");
  CHECK(measured(-3.14159, 0.0999).brief == "-3.14(10)");
  CHECK(measured(12.345, 1.44).brief == "12.3(1.4)");
  CHECK(measured(1234567, 120).brief == "1234567 ± 1.2e+02");
  SECTION("without an error there is no bracket") { CHECK(measured(0.5, 0).brief == "0.5"); }
}

TEST_CASE("powers of ten in LaTeX", "[report]") {
  CHECK(latex_number("0.5") == "0.5");
  CHECK(latex_number("1.5e-05") == "1.5 \\times 10^{-5}");
  CHECK(latex_number("2e+10") == "2 \\times 10^{10}");
  CHECK(latex_number("1e-05 + 2e+06i") == "1 \\times 10^{-5} + 2 \\times 10^{6}i");
  CHECK(latex_number("5 ± 1.2e+02") == "5 \\pm 1.2 \\times 10^{2}");
}
