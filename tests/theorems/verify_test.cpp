// SPDX-License-Identifier: GPL-3.0-or-later
// What verification says of true, false, almost true and unclear claims.
#include "theorems/claims_of.hpp"

namespace freepencil {
namespace {

const std::string marchenko_pastur =
    "parameter lambda = 1/10 > 0\nparameter phi = 3/2 > 0\ndimension n\ndimension d = phi*n\n"
    "random Z[n,d] gaussian variance 1/n\noutput g = tr(inv(Z'*Z + lambda*I))\n";

Verification::Statement only(const std::string& claim, const VerificationOptions& options = {.digits = 30}) {
  const auto verification = test::verify_text(marchenko_pastur + "claim \"c\" {\n" + claim + "\n}\n", options);
  REQUIRE(verification);
  REQUIRE(verification->statements.size() == 1);
  return verification->statements.front();
}

}  // namespace

// Marchenko and Pastur 1967: phi*lambda*g^2 + (1 - phi + lambda)*g = 1.
TEST_CASE("a true claim is verified to the digits asked", "[verify]") {
  for (const int digits : {1, 15, 200}) {
    const auto statement = only("phi*lambda*g^2 + (1 - phi + lambda)*g == 1", {.digits = digits});
    CHECK(statement.verdict == ClaimVerdict::Verified);
    CHECK(statement.digits == digits);
    CHECK(statement.points == 5);
    CHECK(statement.passed());
  }
}

TEST_CASE("a claim that is wrong in a late digit is refuted there", "[verify]") {
  const std::string almost = "g == root(x > 0 : phi*lambda*x^2 + (1 - phi + lambda)*x = 1)*(1 + 1e-40)";
  const auto statement = only(almost, {.digits = 60});
  CHECK(statement.verdict == ClaimVerdict::Refuted);
  REQUIRE(statement.worst);
  CHECK((statement.digits == 39 || statement.digits == 40));
  CHECK(statement.worst->left != statement.worst->right);
  CHECK(only(almost, {.digits = 39}).verdict == ClaimVerdict::Verified);
}

TEST_CASE("the worst point can be given back to solve", "[verify]") {
  const auto statement = only("g == 1/lambda");
  REQUIRE(statement.verdict == ClaimVerdict::Refuted);
  REQUIRE(statement.worst);
  REQUIRE(statement.worst->parameters.size() == 2);
  for (const auto& [name, value] : statement.worst->parameters) {
    INFO(name << " = " << value);
    CHECK(Rational(value) > 0);
  }
}

TEST_CASE("roots that are not unique, or not there, leave a claim undecided", "[verify]") {
  const auto two = only("g == root(x > -1000 : phi*lambda*x^2 + (1 - phi + lambda)*x = 1)");
  CHECK(two.verdict == ClaimVerdict::Undecided);
  CHECK_FALSE(two.passed());
  CHECK_FALSE(two.reason.empty());
  const auto none = only("g == root(x > 0 : x^2 + 1 = 0)");
  CHECK(none.verdict == ClaimVerdict::Undecided);
}

TEST_CASE("a claim that is expected to be refuted passes only then", "[verify]") {
  CHECK(only("expect refuted\ng == 1/lambda").passed());
  CHECK_FALSE(only("expect refuted\nphi*lambda*g^2 + (1 - phi + lambda)*g == 1").passed());
}

TEST_CASE("inequalities and expansions", "[verify]") {
  CHECK(only("g < 1/lambda").verdict == ClaimVerdict::Verified);
  CHECK(only("g > 1/lambda").verdict == ClaimVerdict::Refuted);
  // g = 1/(1 + lambda) + phi*lambda... by expanding the quadratic equation once
  CHECK(only("g ~ 1/(1 + lambda) as phi -> 0 : O(phi)").verdict == ClaimVerdict::Verified);
  CHECK(only("g ~ 1/(1 + lambda) as phi -> 0 : O(phi^2)").verdict == ClaimVerdict::Refuted);
}

TEST_CASE("identities between matrices are exact", "[verify]") {
  CHECK(only("inv(Z'*Z + lambda*I)*Z' == Z'*inv(Z*Z' + lambda*I)").verdict == ClaimVerdict::Verified);
  CHECK(only("inv(Z'*Z + lambda*I)*Z' == Z'*inv(Z*Z' + 2*lambda*I)").verdict == ClaimVerdict::Refuted);
}

TEST_CASE("derivatives of outputs are the solver's, of closed forms symbolic", "[verify]") {
  const std::string m = "x = root(x > 0 : phi*lambda*x^2 + (1 - phi + lambda)*x = 1)\n";
  CHECK(only(m + "diff(g, lambda) == diff(x, lambda)").verdict == ClaimVerdict::Verified);
  CHECK(only(m + "diff(diff(g, phi), phi) == diff(diff(x, phi), phi)").verdict == ClaimVerdict::Verified);
  CHECK(only(m + "diff(g, lambda) == diff(x, phi)").verdict == ClaimVerdict::Refuted);
}

TEST_CASE("the same seed gives the same points, another one others", "[verify]") {
  const VerificationOptions one{.digits = 10, .seed = 1}, two{.digits = 10, .seed = 2};
  const auto a = only("g == 1/lambda", one), b = only("g == 1/lambda", one), c = only("g == 1/lambda", two);
  REQUIRE((a.worst && b.worst && c.worst));
  CHECK(a.worst->parameters == b.worst->parameters);
  CHECK(a.worst->parameters != c.worst->parameters);
}

}  // namespace freepencil
