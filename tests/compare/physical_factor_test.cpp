// SPDX-License-Identifier: GPL-3.0-or-later
// Polynomials that vanish on a family of points: which factor, which branch, and what follows from it.
#include "compare/physical_factor.hpp"

#include <catch2/catch.hpp>

#include "compare/rational_variety.hpp"
#include "compare/vanishes_on.hpp"
#include "equivalent/polynomial_text.hpp"

namespace freepencil {
namespace {

Polynomial polynomial(const PolynomialRing& ring, const char* text) {
  const auto parsed = parse_polynomial(ring, text);
  REQUIRE(parsed);
  return *parsed;
}

bool never() { return false; }

/// x0 and x1 = the roots of t^2 = 2 with these signs.
std::vector<Ball> square_roots(int first, int second) {
  return {Ball(first) * sqrt(Ball(2)), Ball(second) * sqrt(Ball(2)), Ball(second - first) * sqrt(Ball(2))};
}

}  // namespace

TEST_CASE("the factor that vanishes is told by balls, or not at all", "[prove]") {
  const PolynomialRing ring(2);
  const Polynomial product = polynomial(ring, "(x0-x1)*(x0^2-2)*(x0+x1-3)");
  const auto at = [&](const Ball& x, const Ball& y) { return physical_factor(product, {x, y}); };
  REQUIRE(at(sqrt(Ball(2)), Ball(1)));
  CHECK(*at(sqrt(Ball(2)), Ball(1)) == polynomial(ring, "x0^2-2"));
  CHECK(*at(Ball(2), Ball(1)) == polynomial(ring, "x0+x1-3"));
  CHECK_FALSE(at(Ball(5), Ball(1)));                            // none
  CHECK_FALSE(at(sqrt(Ball(2)), sqrt(Ball(2))));                // two
  CHECK_FALSE(at(Ball::between(Multi(1), Multi(2)), Ball(1)));  // a ball too wide to tell
}

TEST_CASE("the branch decides where the equations of both roots are one", "[prove]") {
  // x0^2 = 2 and x1^2 = 2: whether x2 = x1 - x0 is zero is no matter of the ideal.
  const PolynomialRing ring(3);
  const std::vector<Polynomial> equations = {polynomial(ring, "x0^2-2"), polynomial(ring, "x1^2-2"),
                                             polynomial(ring, "x2-x1+x0")};
  const std::vector<char> eliminated = {1, 1, 0};
  CHECK(is_zero_on_family(equations, 2, eliminated, square_roots(1, 1), never));
  CHECK(is_zero_on_family(equations, 2, eliminated, square_roots(-1, -1), never));
  CHECK_FALSE(is_zero_on_family(equations, 2, eliminated, square_roots(1, -1), never));
  CHECK_FALSE(is_zero_on_family(equations, 2, eliminated, square_roots(1, 1), [] { return true; }));

  const PolynomialIdeal ideal{{equations[0], equations[1]}, {}, {0, 0, 0}};
  CHECK_FALSE(vanishes_on(ideal, polynomial(ring, "x1-x0"), "Singular", 20));
  CHECK(vanishes_on(ideal, polynomial(ring, "(x1-x0)*(x1+x0)"), "Singular", 20));
}

// Marchenko and Pastur 1967, x0 = lambda, x1 = phi: e = 1/(1 + phi/(lambda + e)) for x2 = e, and
// k - lambda = phi*k/(1 + k) for x3 = k. They are related by k = lambda/e, which neither equation says.
TEST_CASE("equations are solved for a size, and their unknowns are related by that", "[prove]") {
  const PolynomialRing ring(4);
  const std::vector<Polynomial> equations = {polynomial(ring, "x2*(x0+x2)+x1*x2-x0-x2"),
                                             polynomial(ring, "(x3-x0)*(1+x3)-x1*x3")};
  // At lambda = 1/2, phi = 1: e^2 + e/2 - 1/2 = 0, so that e = 1/2, and k = 1.
  const auto variety =
      rational_variety(equations, {Ball(Rational(1, 2)), Ball(1), Ball(Rational(1, 2)), Ball(1)}, {1, 1, 1, 1}, never);
  REQUIRE(variety);
  CHECK(variety->left.empty());
  REQUIRE(variety->solved.size() == 2);
  // By a Groebner basis: the equations alone have another component, on which the relation does not hold; it does on
  // the variety that was found, which is one of the equations, too.
  const Polynomial relation = polynomial(ring, "x2*x3-x0");
  const std::vector<char> parameters = {0, 0, 0, 0};
  PolynomialIdeal found{{}, {}, parameters};
  for (const auto& solved : variety->solved) {
    found.generators.push_back(solved.denominator * ring.monomial(solved.variable) - solved.numerator);
    found.nonzero.push_back(solved.denominator);
  }
  const PolynomialIdeal all{equations, found.nonzero, parameters};
  CHECK_FALSE(vanishes_on(all, relation, "Singular", 20));
  CHECK(vanishes_on(found, relation, "Singular", 20));
  for (const Polynomial& equation : equations) CHECK(vanishes_on(found, equation, "Singular", 20));
  CHECK_FALSE(vanishes_on(found, relation, "no-such-program", 20));
}

TEST_CASE("a point that is on no solution gives no variety", "[prove]") {
  const PolynomialRing ring(2);
  const std::vector<Polynomial> equations = {polynomial(ring, "x0^2-x1")};
  CHECK_FALSE(rational_variety(equations, {Ball(1), Ball(2)}, {1, 1}, never));
  CHECK_FALSE(rational_variety(equations, {Ball(1), Ball(1)}, {1, 1}, [] { return true; }));
  const auto held = rational_variety(equations, {Ball(1), Ball(1)}, {1, 0}, never);
  REQUIRE(held);
  CHECK(held->solved.empty());
  CHECK(held->left.size() == 1);
}

}  // namespace freepencil
