// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/ball.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace freepencil {
namespace {

/// A number of 200 digits inside a ball around it of 20.
struct Pair {
  Multi exact;
  Ball ball;
};

Pair draw(std::mt19937_64& engine) {
  const Rational value(static_cast<long>(engine() % 2000001) - 1000000, static_cast<long>(1 + engine() % 1000));
  const WorkingPrecision precision(200);
  return {static_cast<Multi>(value), Ball(value)};
}

bool contains(const Ball& ball, const Multi& x) { return ball.lower() <= x && x <= ball.upper(); }

}  // namespace

TEST_CASE("balls contain the exact results of arithmetic", "[ball]") {
  std::mt19937_64 engine(1);
  for (int k = 0; k < 300; ++k) {
    const Pair a = draw(engine), b = draw(engine);
    Ball sum, difference, product, quotient, root, power;
    {
      const WorkingPrecision coarse(20);
      sum = a.ball + b.ball;
      difference = a.ball - b.ball;
      product = a.ball * b.ball;
      quotient = a.ball / (b.ball * b.ball + Ball(1));
      root = sqrt(abs(a.ball) + Ball(1));
      power = pow(abs(a.ball) + Ball(1), Rational(-7, 3));
    }
    const WorkingPrecision fine(200);
    CHECK(contains(sum, a.exact + b.exact));
    CHECK(contains(difference, a.exact - b.exact));
    CHECK(contains(product, a.exact * b.exact));
    CHECK(contains(quotient, a.exact / (b.exact * b.exact + 1)));
    CHECK(contains(root, sqrt(abs(a.exact) + 1)));
    CHECK(contains(power, pow(abs(a.exact) + 1, -Multi(7) / 3)));
    CHECK(root.radius() < Multi("1e-15") * root.upper());
  }
}

TEST_CASE("complex balls contain the exact results of arithmetic", "[ball]") {
  std::mt19937_64 engine(2);
  using Exact = std::complex<Multi>;
  for (int k = 0; k < 100; ++k) {
    const Pair a = draw(engine), b = draw(engine), c = draw(engine), d = draw(engine);
    std::complex<Ball> product, quotient, root, power, logarithm;
    {
      const WorkingPrecision coarse(20);
      const std::complex<Ball> x(a.ball, b.ball), y(c.ball + Ball(2000000), d.ball);
      product = x * y;
      quotient = x / y;
      root = sqrt(y);
      power = pow(y, Rational(5, 2));
      logarithm = log(y);
    }
    const WorkingPrecision fine(150);
    const Exact x(a.exact, b.exact), y(c.exact + 2000000, d.exact);
    const auto inside = [](const std::complex<Ball>& ball, const Exact& exact) {
      return contains(ball.real(), exact.real()) && contains(ball.imag(), exact.imag());
    };
    CHECK(inside(product, x * y));
    CHECK(inside(quotient, x / y));
    CHECK(inside(root, sqrt(y)));
    CHECK(inside(power, y * y * sqrt(y)));
    CHECK(inside(logarithm, log(y)));
  }
}

TEST_CASE("what is not a number shows", "[ball]") {
  const WorkingPrecision precision(30);
  CHECK_FALSE((Ball(1) / Ball(0)).is_finite());
  CHECK_FALSE(sqrt(Ball(-1)).is_finite());
  CHECK_FALSE(is_finite(ScalarTraits<Ball>::imaginary_unit()));
  CHECK(Ball::between(Multi(-1), Multi(2)).contains_zero());
  CHECK(pivot_size(Ball::between(Multi(-1), Multi(2))) == 0);
  CHECK(Ball::between(Multi(1), Multi(3)).contains_in_interior(Ball::between(Multi("1.5"), Multi("2.5"))));
  CHECK_FALSE(Ball::between(Multi(1), Multi(3)).contains_in_interior(Ball::between(Multi("0.9"), Multi("2.5"))));
  CHECK(Ball(Rational(1, 3)).radius() > 0);
  CHECK(Ball(Rational(1, 4)).radius() == 0);
}

}  // namespace freepencil
