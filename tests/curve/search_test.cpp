// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "curve/brent.hpp"
#include "curve/descent.hpp"
#include "curve/search_grid.hpp"

namespace freepencil {
namespace {

Interval range(std::optional<Rational> lower, std::optional<Rational> upper, bool closed) {
  return {.lower = lower, .upper = upper, .lower_closed = closed, .upper_closed = closed};
}

}  // namespace

TEST_CASE("a grid stays in its interval, increases, has closed ends, and sees every scale", "[curve]") {
  const std::vector<Interval> intervals = {range(0, 1, false),
                                           range(0, 1, true),
                                           range(Rational(1, 100), 100, true),
                                           range(0, std::nullopt, false),
                                           range(0, std::nullopt, true),
                                           range(std::nullopt, -3, true),
                                           range({}, {}, false),
                                           range(-2, 5, true)};
  for (const Interval& interval : intervals) {
    for (const int count : {5, 24, 96}) {
      const auto grid = search_grid(interval, count);
      INFO(interval.describe() << " with " << count);
      REQUIRE(grid.size() >= 5);
      CHECK(grid.size() <= static_cast<std::size_t>(count) + 6);
      for (std::size_t k = 0; k < grid.size(); ++k) {
        CHECK(interval.contains(grid[k]));
        if (k > 0) CHECK(grid[k - 1] < grid[k]);
      }
      if (interval.lower && interval.lower_closed) CHECK(grid.front() == *interval.lower);
      if (interval.upper && interval.upper_closed) CHECK(grid.back() == *interval.upper);
      if (interval.lower && !interval.lower_closed) CHECK(grid.front() < *interval.lower + Rational(1, 10'000));
      if (!interval.upper) CHECK(grid.back() > 10'000'000);
    }
  }
}

TEST_CASE("Brent's method keeps the minimum in its bracket", "[curve]") {
  // The minimum of x - log x is 1; values of a double tell it to about the root of their rounding.
  const auto x = brent_minimum([](double t) { return std::optional(t - std::log(t)); }, 0.1, 2.0, 5.0);
  REQUIRE(x);
  CHECK(std::abs(*x - 1) < 1e-4 * 4.9);
  CHECK_FALSE(brent_minimum([](double t) { return t < 1.5 ? std::nullopt : std::optional(t); }, 0.1, 2.0, 5.0));
}

TEST_CASE("descent finds the bottom of Rosenbrock's valley", "[curve]") {
  const SmoothFunction valley = [](const double* x, double* f, double* g) {
    const double a = 1 - x[0], b = x[1] - x[0] * x[0];
    *f = a * a + 100 * b * b;
    g[0] = -2 * a - 400 * x[0] * b;
    g[1] = 200 * b;
    return true;
  };
  const auto x = descend(valley, {-1.2, 1});
  double f = 0;
  double g[2] = {};
  REQUIRE(valley(x.data(), &f, g));
  // |x - 1| <= |H^-1| |g|, and the smallest eigenvalue of the second derivative is 0.399.
  const double bound = std::hypot(g[0], g[1]) / 0.39;
  CHECK(bound < 1e-3);
  CHECK(std::hypot(x[0] - 1, x[1] - 1) <= bound);
}

}  // namespace freepencil
