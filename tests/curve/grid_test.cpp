// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/grid.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace freepencil {

TEST_CASE("linear values are exact", "[grid]") {
  const auto values = linear_values(Rational(1, 7), Rational(3), 5);
  REQUIRE(values.size() == 5);
  for (int k = 0; k < 5; ++k) CHECK(values[k] == Rational(4 + 20 * k, 28));
}

TEST_CASE("logarithmic values have equal ratios up to a rounding, and exact ends", "[grid]") {
  const std::size_t count = GENERATE(2, 3, 10, 1000);
  const bool negative = GENERATE(false, true);
  const Rational a = negative ? Rational(-1, 3) : Rational(1, 3), b = a * 100'000;
  const auto values = logarithmic_values(a, b, count);
  REQUIRE(values.size() == count);
  CHECK(values.front() == a);
  CHECK(values.back() == b);
  // log and exp, the product and the nearest decimal round once each, exp by the size of its argument.
  const double rounding = 32 * std::numeric_limits<double>::epsilon();
  const double step = std::log(1e5) / static_cast<double>(count - 1);
  for (std::size_t k = 1; k < count; ++k) {
    const double ratio = Rational(values[k] / values[k - 1]).convert_to<double>();
    CHECK(std::abs(std::log(ratio) - step) <= rounding);
  }
}

TEST_CASE("the first parameter changes fastest", "[grid]") {
  const Grid grid({0, 10, 20}, {{2, {1, 2, 3}}, {0, {4, 5}}});
  REQUIRE(grid.size() == 6);
  CHECK(grid[0] == ParameterPoint{4, 10, 1});
  CHECK(grid[2] == ParameterPoint{4, 10, 3});
  CHECK(grid[3] == ParameterPoint{5, 10, 1});
  CHECK(grid.at(1, 7) == ParameterPoint{5, 10, 7});
}

TEST_CASE("stretches cover every line once, and none is longer than it may be", "[grid]") {
  const std::size_t length = GENERATE(1, 2, 63, 64, 65, 200, 1000);
  std::vector<Rational> values(length);
  for (std::size_t k = 0; k < length; ++k) values[k] = static_cast<int>(k);
  const Grid grid({0, 0}, {{0, values}, {1, {1, 2, 3}}});
  std::size_t next = 0;
  for (const Stretch& stretch : stretches(grid)) {
    CHECK(stretch.begin == next);
    CHECK(stretch.end > stretch.begin);
    CHECK(stretch.end - stretch.begin <= longest_stretch);
    CHECK(stretch.begin / length == (stretch.end - 1) / length);
    next = stretch.end;
  }
  CHECK(next == grid.size());
}

}  // namespace freepencil
