// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/scalar.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "expr/evaluate.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

struct Fixture {
  Scalars s;
  ScalarId x = s.leaf(Kind::Parameter, 0), y = s.leaf(Kind::Parameter, 1), z = s.leaf(Kind::Parameter, 2);
};

}  // namespace

TEST_CASE_METHOD(Fixture, "equal expressions share one id", "[scalar]") {
  CHECK(s.add(x, y) == s.add(y, x));
  CHECK(s.multiply(s.multiply(x, y), z) == s.multiply(x, s.multiply(z, y)));
  CHECK(s.subtract(x, x) == s.zero());
  CHECK(s.divide(s.multiply(x, y), y) == x);
  CHECK(s.add(x, s.add(y, x)) == s.add(s.sum({{2, x}}), y));
  CHECK(s.negate(s.negate(x)) == x);
  CHECK(s.multiply(s.number(Rational(1, 3)), s.sum({{3, x}})) == x);
}

TEST_CASE_METHOD(Fixture, "powers merge where principal branches allow it", "[scalar]") {
  const ScalarId root = s.power(x, Rational(1, 2));
  CHECK(s.multiply(root, root) == x);
  CHECK(s.power(root, Rational(2)) == x);
  // sqrt(x^2) is |x|, not x.
  CHECK(s.power(s.power(x, Rational(2)), Rational(1, 2)) != x);
  CHECK(s.power(s.number(Rational(4, 9)), Rational(-1, 2)) == s.number(Rational(3, 2)));
  const ScalarId root_two = s.power(s.number(2), Rational(1, 2));
  CHECK(s.multiply(root_two, root_two) == s.number(2));
  CHECK(s.as_number(s.multiply(s.power(s.number(8), Rational(1, 2)), s.power(s.number(8), Rational(-1, 2)))) == 1);
}

TEST_CASE_METHOD(Fixture, "the imaginary unit squares to minus one and conjugates", "[scalar]") {
  const ScalarId i = s.imaginary_unit();
  CHECK(s.multiply(i, i) == s.number(-1));
  CHECK(s.power(i, Rational(-1)) == s.negate(i));
  CHECK(s.power(i, Rational(4)) == s.one());
  const ScalarId w = s.divide(s.add(x, s.multiply(i, y)), s.add(z, i));
  CHECK(s.conjugate(s.conjugate(w)) == w);
  CHECK(s.conjugate(x) == x);
  CHECK_FALSE(s.is_real(w));
}

TEST_CASE_METHOD(Fixture, "evaluation agrees with exact arithmetic at random rationals", "[scalar]") {
  std::mt19937_64 engine(7);
  const auto small = [&] {
    return Rational(static_cast<long>(engine() % 19) + 1, static_cast<long>(engine() % 7) + 1);
  };
  const ScalarId f =
      s.divide(s.add(s.power(s.add(x, y), Rational(3)), s.multiply(x, z)), s.add(s.power(y, Rational(2)), z));
  for (int trial = 0; trial < 200; ++trial) {
    const std::vector<Rational> exact = {small(), small(), small()};
    std::vector<double> rounded;
    for (const Rational& value : exact) rounded.push_back(static_cast<double>(value));
    const auto expected =
        evaluate_exactly(s, f, {.parameters = exact, .sizes = {}, .symbols = {}, .locals = {}, .traces = {}});
    REQUIRE(expected);
    const double value =
        evaluate<double>(s, f, {.parameters = rounded, .sizes = {}, .symbols = {}, .locals = {}, .traces = {}});
    // All terms are positive: about ten roundings, each of half a unit in the last place.
    CHECK(value == Approx(static_cast<double>(*expected)).epsilon(20 * std::numeric_limits<double>::epsilon()));
  }
}

TEST_CASE_METHOD(Fixture, "rows broadcast over atoms", "[scalar]") {
  const ScalarId symbol = s.leaf(Kind::Symbol, 0);
  const ScalarId f = s.add(s.multiply(x, s.power(symbol, Rational(1, 2))), s.one());
  const std::vector<double> parameters = {3, 0, 0};
  const std::vector<std::vector<double>> symbols = {{4, 9}};
  const Leaves<double> leaves{.parameters = parameters, .sizes = {}, .symbols = symbols, .locals = {}, .traces = {}};
  CHECK(evaluate_rows(s, f, leaves, 2) == std::vector<double>{7, 10});
  CHECK(evaluate_rows(s, x, leaves, 2) == std::vector<double>{3, 3});
}

}  // namespace freepencil
