// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/polynomial.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace freepencil {
namespace {

/// Values at a point: the second road.
Rational at(const Polynomial& polynomial, const std::vector<Rational>& point) {
  Rational total = 0;
  for (const auto& [coefficient, exponents] : polynomial.terms()) {
    Rational product = coefficient;
    for (std::size_t k = 0; k < exponents.size(); ++k) product *= *power(point[k], Integer(exponents[k]));
    total += product;
  }
  return total;
}

Polynomial random_polynomial(const PolynomialRing& ring, std::mt19937_64& engine, int terms) {
  Polynomial sum = ring.constant(Rational(static_cast<int>(engine() % 9) - 4, 3));
  for (int k = 0; k < terms; ++k) {
    Polynomial product = ring.constant(Rational(static_cast<int>(engine() % 11) - 5, 2));
    for (std::size_t variable = 0; variable < ring.variables(); ++variable) {
      product = product * ring.monomial(variable, engine() % 3);
    }
    sum = sum + product;
  }
  return sum;
}

}  // namespace

TEST_CASE("polynomial arithmetic commutes with evaluation", "[polynomial]") {
  std::mt19937_64 engine(11);
  const PolynomialRing ring(3);
  for (int trial = 0; trial < 50; ++trial) {
    const Polynomial a = random_polynomial(ring, engine, 4), b = random_polynomial(ring, engine, 3);
    const std::vector<Rational> point = {Rational(2, 7), Rational(-5, 3), Rational(static_cast<int>(engine() % 50), 9)};
    CHECK(at(a + b, point) == at(a, point) + at(b, point));
    CHECK(at(a - b, point) == at(a, point) - at(b, point));
    CHECK(at(a * b, point) == at(a, point) * at(b, point));
    CHECK(at(a.power(3), point) == at(a, point) * at(a, point) * at(a, point));
    CHECK(ring.from_terms(a.terms()) == a);
    Polynomial collected = ring.constant(0);
    for (std::uint64_t k = 0; k <= a.degree(1); ++k) {
      collected = collected + a.coefficient(1, k) * ring.monomial(1, k);
    }
    CHECK(collected == a);
  }
}

TEST_CASE("factors are irreducible parts of a product", "[polynomial]") {
  std::mt19937_64 engine(12);
  const PolynomialRing ring(3);
  for (int trial = 0; trial < 50; ++trial) {
    const Polynomial a = random_polynomial(ring, engine, 2), b = random_polynomial(ring, engine, 2);
    if (a.is_zero() || b.is_zero()) continue;
    const Polynomial product = a * a * b;
    const auto [constant, factors] = factor(product);
    Polynomial again = ring.constant(constant);
    for (const auto& [base, multiplicity] : factors) {
      again = again * base.power(multiplicity);
      CHECK(base == base.primitive());
      const auto parts = factor(base);
      CHECK((parts.factors.size() == 1 && parts.factors[0].second == 1));
    }
    CHECK(again == product);
    CHECK(product.divided_by(a) == a * b);
    CHECK_FALSE((product + ring.constant(1)).divided_by(ring.monomial(0) + ring.monomial(1, 9)).has_value());
    CHECK(gcd(product, a * b).divided_by(a.primitive()).has_value());
  }
}

TEST_CASE("a resultant vanishes exactly at common roots", "[polynomial]") {
  const PolynomialRing ring(3);
  const Polynomial x = ring.monomial(0), y = ring.monomial(1), z = ring.monomial(2);
  // x = y^2 and x z = 1 meet where y^2 z = 1.
  CHECK(resultant(x - y * y, x * z - ring.constant(1), 0).primitive() == (y * y * z - ring.constant(1)).primitive());
  CHECK(resultant((x - y) * (x - z), x - y, 0).is_zero());
}

}  // namespace freepencil
