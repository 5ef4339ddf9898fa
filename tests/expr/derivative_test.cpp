// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/derivative.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "expr/evaluate.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

struct Fixture {
  Scalars s;
  ScalarId x = s.leaf(Kind::Trace, 0), y = s.leaf(Kind::Trace, 1), p = s.leaf(Kind::Parameter, 0);
};

/// Positive on positive leaves, so that every power and logarithm exists.
ScalarId random_scalar(Fixture& f, std::mt19937& engine, int depth) {
  const auto below = [&](unsigned n) { return engine() % n; };
  if (depth == 0) {
    const std::array leaves = {f.x, f.y, f.p, f.s.number(Rational(3, 2))};
    return leaves[below(4)];
  }
  const ScalarId a = random_scalar(f, engine, depth - 1), b = random_scalar(f, engine, depth - 1);
  switch (below(7)) {
    case 0:
      return f.s.sum({{Rational(2, 3), a}, {1, b}}, Rational(1, 4));
    case 1:
      return f.s.multiply(a, b);
    case 2:
      return f.s.divide(a, b);
    case 3:
      return f.s.power(a, Rational(1, 2));
    case 4:
      return f.s.power(f.s.power(a, Rational(1, 3)), f.s.power(b, Rational(1, 3)));
    case 5:
      return f.s.exp(f.s.negate(a));
    default:
      return f.s.log(f.s.sum({{1, a}}, 1));
  }
}

}  // namespace

TEST_CASE_METHOD(Fixture, "derivatives of sums, products and powers are exact", "[derivative]") {
  CHECK(derivative(s, x, x) == s.one());
  CHECK(derivative(s, y, x) == s.zero());
  CHECK(derivative(s, p, x) == s.zero());
  CHECK(derivative(s, s.sum({{3, x}, {2, s.multiply(x, y)}}, 5), x) == s.sum({{2, y}}, 3));
  CHECK(derivative(s, s.power(x, Rational(5, 2)), x) == s.sum({{Rational(5, 2), s.power(x, Rational(3, 2))}}));
  CHECK(derivative(s, s.divide(p, x), x) == s.negate(s.divide(p, s.power(x, Rational(2)))));
  CHECK(derivative(s, s.power(x, p), x) == s.multiply(p, s.power(x, s.subtract(p, s.one()))));
  CHECK(derivative(s, s.power(p, x), x) == s.multiply(s.power(p, x), s.log(p)));
  CHECK(derivative(s, s.exp(s.multiply(x, y)), y) == s.multiply(x, s.exp(s.multiply(x, y))));
  CHECK(derivative(s, s.log(s.multiply(x, x)), p) == s.zero());
}

TEST_CASE("derivatives agree with differences of random expressions", "[derivative][property]") {
  std::mt19937 engine(7);
  int depends = 0;
  for (int drawn = 0; drawn < 300; ++drawn) {
    Fixture f;
    const ScalarId id = random_scalar(f, engine, 1 + drawn % 4);
    const auto value = [&](ScalarId of, long double x) {
      const std::vector<long double> parameters = {1.25L}, traces = {x, 0.75L};
      return evaluate<long double>(
          f.s, of, {.parameters = parameters, .sizes = {}, .symbols = {}, .locals = {}, .traces = traces});
    };
    const ScalarId slope = derivative(f.s, id, f.x);
    const long double h = 1e-5L, at = 0.8L;
    // The four-point difference is wrong by h^4/30 times the fifth derivative, rounding by epsilon/h.
    const long double difference =
        (8 * (value(id, at + h) - value(id, at - h)) - value(id, at + 2 * h) + value(id, at - 2 * h)) / (12 * h);
    const long double scale = 1 + std::abs(value(id, at)) + std::abs(difference);
    CHECK(std::abs(value(slope, at) - difference) <= 1e-12L * scale * scale);
    depends += slope != f.s.zero();
  }
  CHECK(depends > 150);
}

}  // namespace freepencil
