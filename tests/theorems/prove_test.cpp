// SPDX-License-Identifier: GPL-3.0-or-later
// Proofs of claims: what is true is proved, and nothing that is false.
#include <algorithm>
#include <random>

#include "compare/prove_statement.hpp"
#include "syntax/mutate.hpp"
#include "theorems/claims_of.hpp"

namespace freepencil {
namespace {

/// Ridge regression in the letters of the file.
const std::string ridge =
    "parameter lambda = 1/10 > 0\nparameter phi = 3/2 > 0\nparameter sigma = 1 > 0\n"
    "dimension n\ndimension d = phi*n\nrandom Z[n,d] gaussian variance 1/n\n"
    "spectrum d {\n  1/2 : Sigma = 2, Gamma = 1/2\n  1/2 : Sigma = 1/4, Gamma = 3\n}\n"
    "let X = Z*sqrt(Sigma)\nlet R = inv(X'*X + lambda*I)\n"
    "output g = tr(R)\noutput bias = lambda^2*tr(Gamma*R*Sigma*R)\noutput variance = sigma^2*phi*tr(X'*X*R*Sigma*R)\n";
const std::string kappa = "kappa = root(k > lambda : k - lambda = phi*k*tr(Sigma*inv(Sigma + k*I)))\n";

Reasoned<StatementProof> prove(const std::string& file, const VerificationOptions& options = {}) {
  const Expected<syntax::Ast> ast = syntax::parse(Source("test.pencil", file));
  REQUIRE(ast);
  const ModelAt model_at = [&](const auto& settings) {
    return resolve(*ast, Source("test.pencil", file), test::read_file, {.settings = settings});
  };
  REQUIRE(model_at({}));
  return prove_statement(model_at, options, 0, 0);
}

Reasoned<StatementProof> prove_claim(const std::string& lines, const std::string& file = ridge) {
  return prove(file + "claim \"c\" {\n" + lines + "\n}\n");
}

int atoms(const Reasoned<StatementProof>& proof) {
  INFO(proof.reason());
  REQUIRE(proof);
  return proof->symbolic_atoms;
}

}  // namespace

// Hastie, Montanari, Rosset and Tibshirani 2022, theorem 5; the effective ridge is one over the engine's unknown.
TEST_CASE("ridge regression is proved on two symbolic atoms", "[prove]") {
  CHECK(atoms(prove_claim(kappa + "g == kappa/lambda*tr(inv(Sigma + kappa*I))")) == 2);
  const std::string df2 = kappa + "df2 = phi*tr(Sigma^2*inv(Sigma + kappa*I)^2)\n";
  CHECK(atoms(prove_claim(df2 + "bias == kappa^2*tr(Gamma*Sigma*inv(Sigma + kappa*I)^2)/(1 - df2)")) == 2);
  CHECK(atoms(prove_claim(df2 + "variance == sigma^2*df2/(1 - df2)")) == 2);
  CHECK(atoms(prove_claim(df2 + "diff(kappa, lambda) == 1/(1 - df2)")) == 2);
  CHECK(atoms(prove_claim(kappa + "diff(g, lambda) == diff(kappa/lambda*tr(inv(Sigma + kappa*I)), lambda)")) == 2);
}

TEST_CASE("what needs no equation is proved for all spectra", "[prove]") {
  CHECK(atoms(prove_claim("lambda*diff(g, lambda) + g == diff(lambda*g, lambda)")) == 0);
  CHECK(atoms(prove_claim("b = root(b > 0 : b^2 + b = 1)\nb == (sqrt(5) - 1)/2")) == 0);
}

// Marchenko and Pastur 1967: with a closed form of the root, which branch it is decides.
TEST_CASE("a root that is written out is proved on its branch alone", "[prove]") {
  const std::string file =
      "parameter lambda = 1/10 > 0\nparameter phi = 3/2 > 0\ndimension n\ndimension d = phi*n\n"
      "random Z[n,d] gaussian variance 1/n\noutput g = tr(inv(Z'*Z + lambda*I))\n";
  const std::string root = "s = sqrt((1 - phi + lambda)^2 + 4*phi*lambda)\n";
  CHECK(atoms(prove_claim(root + "g == (s - (1 - phi + lambda))/(2*phi*lambda)", file)) == 0);
  CHECK_FALSE(prove_claim(root + "g == (-s - (1 - phi + lambda))/(2*phi*lambda)", file));
  // Both satisfy the equation of the theorem.
  CHECK(atoms(prove_claim("phi*lambda*g^2 + (1 - phi + lambda)*g == 1", file)) == 0);
}

TEST_CASE("what is wrong by a little, or no equality, is not proved", "[prove]") {
  CHECK_FALSE(prove_claim(kappa + "g == kappa/lambda*tr(inv(Sigma + kappa*I))*(1 + 1e-50)"));
  const auto inequality = prove_claim("g < 1/lambda");
  CHECK_FALSE(inequality);
  CHECK(inequality.reason().empty());
  const auto limit = prove_claim("limit(lambda = inf, lambda*g) == 1");
  CHECK_FALSE(limit);
  CHECK_FALSE(limit.reason().empty());
}

TEST_CASE("an index is proved for all its values, or not at all", "[prove]") {
  const auto file = [](const char* range, const char* right) {
    return std::string("parameter x = 1/2 > 0\nparameter T = 2 ") + range + "\ndimension n\nclaim \"c\" {\n" +
           "sum(i = 1..T, x) == " + right + "\n}\n";
  };
  CHECK(prove(file("in [1,4]", "T*x")));
  CHECK_FALSE(prove(file("in [1,4]", "2*x")));  // at T = 2
  CHECK_FALSE(prove(file(">= 1", "T*x")));
  CHECK(prove(file("in [1,4]", "2*x"), {.fixed = {{"T", "2"}}}));
}

// Whatever the prover takes for true, digits must confirm: here it is asked before any digit is looked at.
TEST_CASE("no change of a claim is proved that is not true", "[prove][mutation]") {
  int proved = 0, refused = 0;
  for (const auto& file : test::claim_files("pencils/classical")) {
    if (file.path.find("ridge.pencil") == std::string::npos) continue;
    for (std::size_t claim = 0; claim < file.expect_refuted.size(); ++claim) {
      std::vector<syntax::Mutation> all = syntax::mutations(file.ast, claim);
      std::mt19937_64 engine(31 + claim);
      std::shuffle(all.begin(), all.end(), engine);
      all.resize(std::min<std::size_t>(all.size(), 12));
      for (const syntax::Mutation& mutation : all) {
        const syntax::Ast mutant = syntax::mutated(file.ast, mutation);
        const auto checked = test::verify(mutant, file.text, {.digits = 40, .points = 2, .seed = 5}, claim);
        if (!checked) continue;  // no claim any more
        const ModelAt model_at = [&](const auto& settings) {
          return resolve(mutant, Source("test.pencil", file.text), test::read_file, {.settings = settings});
        };
        for (std::size_t s = 0; s < checked->statements.size(); ++s) {
          if (!prove_statement(model_at, {.prove_seconds = 5}, claim, s)) {
            ++refused;
            continue;
          }
          ++proved;
          INFO(checked->statements[s].identity);
          CHECK(checked->statements[s].verdict == ClaimVerdict::Verified);
        }
      }
    }
  }
  INFO(proved << " proved, " << refused << " not");
  CHECK(proved > 0);
  CHECK(refused > 0);
}

TEST_CASE("ridge claims of the shipped files are proved", "[prove][shipped]") {
  const auto check = [](const std::string& folder, const std::string& name, std::size_t claims) {
    for (const auto& file : test::claim_files(folder)) {
      if (file.path != folder + "/" + name) continue;
      for (std::size_t claim = 0; claim < claims; ++claim) {
        const auto verification = test::verify(file.ast, file.text, {.digits = 20, .points = 1, .prove = true}, claim);
        REQUIRE(verification);
        for (const auto& statement : verification->statements) {
          INFO(file.path << ": " << statement.identity << ": " << statement.not_proved);
          CHECK(statement.verdict == ClaimVerdict::Proved);
        }
      }
      return;
    }
    FAIL("no file " << name);
  };
  check("pencils/strong_model_collapse", "theorem_1.pencil", 2);
  check("pencils/classical", "ridge.pencil", 1);
  check("pencils/classical", "random_features.pencil", 3);
  check("pencils/model_collapse_demystified", "least_squares.pencil", 1);
}

}  // namespace freepencil
