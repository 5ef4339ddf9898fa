// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "syntax/shape.hpp"

using freepencil::syntax::shape;

TEST_CASE("numbers are kept as written", "[syntax][expression]") {
  for (const char* text : {"12", "0.1", "2e-3", "1.5E+2", "007", "3i", "0.5i", "1e5i"}) CHECK(shape(text) == text);
}

TEST_CASE("sums and products are flat", "[syntax][expression]") {
  CHECK(shape("a") == "a");
  CHECK(shape("a + b - c") == "(sum +a +b -c)");
  CHECK(shape("a*b/c*d") == "(product *a *b /c *d)");
  CHECK(shape("a + b*c") == "(sum +a +(product *b *c))");
  CHECK(shape("(a + b)*c") == "(product *(sum +a +b) *c)");
  CHECK(shape("(a + b) + c") == "(sum +(sum +a +b) +c)");
  CHECK(shape("((a))") == "a");
}

TEST_CASE("a leading minus belongs to the sum, others to their operand", "[syntax][expression]") {
  CHECK(shape("-x") == "(sum -x)");
  CHECK(shape("-x^2") == "(sum -(power x 2))");
  CHECK(shape("-x*y + z") == "(sum -(product *x *y) +z)");
  CHECK(shape("2*-x") == "(product *2 *(negate x))");
  CHECK(shape("a - -b") == "(sum +a -(negate b))");
  CHECK(shape("a*-x^2") == "(product *a *(negate (power x 2)))");
  CHECK(shape("(-x)*y") == "(product *(sum -x) *y)");
}

TEST_CASE("postfixes apply from left to right", "[syntax][expression]") {
  CHECK(shape("X'") == "(adjoint X)");
  CHECK(shape("S'^2") == "(power (adjoint S) 2)");
  CHECK(shape("S^2'") == "(adjoint (power S 2))");
  CHECK(shape("Q^-1[1,1]") == "(index (power Q (negate 1)) 1 1)");
  CHECK(shape("w[t-1]") == "(index w (sum +t -1))");
  CHECK(shape("X[0]'*X[0]") == "(product *(adjoint (index X 0)) *(index X 0))");
  CHECK(shape("(a + b)'") == "(adjoint (sum +a +b))");
  CHECK(shape("inv(X)^2") == "(power (call inv X) 2)");
  CHECK(shape("x ^ 2") == "(power x 2)");
}

TEST_CASE("exponents are numbers, names or brackets, with a minus", "[syntax][expression]") {
  CHECK(shape("k^-8") == "(power k (negate 8))");
  CHECK(shape("Sigma^(1/2)") == "(power Sigma (product *1 /2))");
  CHECK(shape("x^n*y") == "(product *(power x n) *y)");
  CHECK(shape("x^-(a + b)") == "(power x (negate (sum +a +b)))");
  CHECK(shape("(a^b)^c") == "(power (power a b) c)");
  CHECK(shape("a^(b^c)") == "(power a (power b c))");
  CHECK(shape("a^b^c") == "error: a power of a power needs brackets");
  CHECK(shape("|a|^2^c") == "error: a power of a power needs brackets");
}

TEST_CASE("norms and means", "[syntax][expression]") {
  CHECK(shape("|v|^2") == "(norm v)");
  CHECK(shape("mean |sqrt(S)*(w - w0)|^2") == "(mean (norm (product *(call sqrt S) *(sum +w -w0))))");
  CHECK(shape("mean(x)*y") == "(product *(mean x) *y)");
  CHECK(shape("mean(|v|^2)") == "(mean (norm v))");
  CHECK(shape("mean*x") == "(product *mean *x)");
  CHECK(shape("||a|^2 - b*|c|^2|^2") == "(norm (sum +(norm a) -(product *b *(norm c))))");
}

TEST_CASE("calls with special forms", "[syntax][expression]") {
  CHECK(shape("tr(A*B)") == "(call tr (product *A *B))");
  CHECK(shape("min(a, b, \"f\")") == "(call min a b \"f\")");
  CHECK(shape("root(k > lambda : k = 1)") == "(root k>lambda k 1)");
  CHECK(shape("root(k > 0, m >= 0 : a = b, c = d)") == "(root k>0 m>=0 a b c d)");
  CHECK(shape("root(k : k = 1)") == "(root k k 1)");
  CHECK(shape("diff(a*b, p)") == "(derivative p (product *a *b))");
  CHECK(shape("sum(k = 1..5, k^2)") == "(finite_sum k 1 5 (power k 2))");
  CHECK(shape("sum(k = t-1..2*T, k)") == "(finite_sum k (sum +t -1) (product *2 *T) k)");
  for (const char* name : {"root", "limit", "diff", "sum", "mean", "inf"}) CHECK(shape(name) == name);
}

TEST_CASE("limits have sides", "[syntax][expression]") {
  CHECK(shape("limit(mu = 0, x)") == "(limit mu 0 x)");
  CHECK(shape("limit(mu = 0+, x)") == "(limit mu above 0 x)");
  CHECK(shape("limit(mu = 0 - , x)") == "(limit mu below 0 x)");
  CHECK(shape("limit(mu = inf, x)") == "(limit mu inf x)");
  CHECK(shape("limit(mu = a + b-, x + y)") == "(limit mu below (sum +a +b) (sum +x +y))");
  CHECK(shape("limit(mu = f(a)+, x)") == "(limit mu above (call f a) x)");
  CHECK(shape("limit(mu = f(a+, b), x)") == "error: expected an expression behind the operator");
  CHECK(shape("limit(mu = 0, f(a+, b))") == "error: expected an expression behind the operator");
}

TEST_CASE("blanks, ends of line and comments are free inside brackets", "[syntax][expression]") {
  CHECK(shape("tr(\n  A # first\r\n\t* B\n)") == "(call tr (product *A *B))");
  CHECK(shape("|\nv\n|^2") == "(norm v)");
  CHECK(shape("a +\n b") == "error: expected an expression behind the operator");
}

TEST_CASE("names may be Greek", "[syntax][expression]") {
  CHECK(shape("λ*Σ_1'") == "(product *λ *(adjoint Σ_1))");
  CHECK(shape("ἀ + _x1") == "(sum +ἀ +_x1)");
}

TEST_CASE("a relation stands on its own", "[syntax][expression]") {
  using freepencil::Source;
  const auto relation = freepencil::syntax::parse_relation(Source("--that", "bias == kappa^2*x"));
  REQUIRE(relation);
  CHECK(shape(relation->left) == "bias");
  CHECK(relation->op == "==");
  CHECK(shape(relation->right) == "(product *(power kappa 2) *x)");
  CHECK_FALSE(freepencil::syntax::parse_relation(Source("--that", "bias")));
  CHECK_FALSE(freepencil::syntax::parse_relation(Source("--that", "a == b == c")));
  CHECK_FALSE(freepencil::syntax::parse_expression(Source("--set", "1/2 3")));
}
