// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/polynomial_text.hpp"

#include <catch2/catch.hpp>

namespace freepencil {

TEST_CASE("polynomials are read as computer algebra systems write them", "[polynomial]") {
  const PolynomialRing ring(3);
  const Polynomial x = ring.monomial(0), y = ring.monomial(1), z = ring.monomial(2), one = ring.constant(1);
  CHECK(parse_polynomial(ring, "x0^2*x1-3*x2+1") == x * x * y - Rational(3) * z + one);
  CHECK(parse_polynomial(ring, "(x0+x1-1)*x2^2+(-x0)") == (x + y - one) * z * z - x);
  CHECK(parse_polynomial(ring, "-2/3*x0*(x1+1)^2/5") == Rational(-2, 15) * x * (y + one) * (y + one));
  for (const Polynomial& polynomial : {x * x * y - Rational(3, 7) * z + one, Rational(-1) * x, ring.constant(0)}) {
    CHECK(parse_polynomial(ring, to_text(polynomial)) == polynomial);
  }
}

TEST_CASE("what is no polynomial is refused", "[polynomial]") {
  const PolynomialRing ring(2);
  for (const char* text : {"", "x", "x2", "x0+", "1/x0", "1/0", "(x0", "x0)", "x0 x1", "y", "x0^-1", "x0^9999999999",
                           "2**3", "--1", "x99999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_polynomial(ring, text).has_value());
  }
  CHECK_FALSE(parse_polynomial(ring, std::string(100'000, '(')).has_value());
}

}  // namespace freepencil
