// SPDX-License-Identifier: GPL-3.0-or-later
// How many unknowns a model is reduced to: nonlinear ones and those of linear systems.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "common/load.hpp"
#include "common/makes_claims.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

struct Count {
  int nonlinear = 0, linear = 0;
  friend bool operator==(const Count&, const Count&) = default;
};

Count count(Model& model) {
  const auto solution = solve_model(model, default_point(model), {});
  REQUIRE(solution);
  INFO(solution->reason);
  REQUIRE(solution->status == Status::Converged);
  CHECK(solution->unknowns == solution->nonlinear + solution->linear);
  return {solution->nonlinear, solution->linear};
}

constexpr const char* declarations =
    "parameter l = 1/2 > 0\nparameter q = 5/4 > 0\n"
    "dimension n\ndimension d = 1/2*n\ndimension m = 1/3*n\ndimension k = 1/4*n\n"
    "dimension n1 = 3/5*n\ndimension n2 = 2/5*n\n"
    "random Z[n,d] gaussian variance 1/n\nrandom Y[n1,d] gaussian variance 1/n\n"
    "random Z1[n1,d] gaussian variance 1/n\nrandom Z2[n2,d] gaussian variance 1/n\n"
    "random Z3[n,d] gaussian variance 1/n\nrandom G[d,d] gaussian variance 1/d\n"
    "random X[d,n] gaussian variance 1/d\nrandom W[m,d] gaussian variance 1/d\n"
    "random V[k,m] gaussian variance 1/m\n"
    "spectrum d {\n  1/2 : S = 2, T = 1, A = 3, B = 1\n  1/2 : S = 1, T = 3, A = 1, B = 2\n}\n"
    "spectrum n { 1/4 : Theta = 3\n 3/4 : Theta = 1 }\n";

struct Case {
  const char* reason;
  std::vector<std::string> outputs;
  Count smallest;
};

void check(const std::vector<Case>& cases) {
  for (const Case& known : cases) {
    std::string file = declarations;
    for (std::size_t k = 0; k < known.outputs.size(); ++k) {
      file += "output o" + std::to_string(k) + " = tr(" + known.outputs[k] + ")\n";
    }
    INFO(known.reason << "\n" << file);
    Expected<Model> model = test::load(file);
    if (!model) FAIL(test::messages(model.errors(), file));
    const Count found = count(*model);
    CHECK(found.nonlinear == known.smallest.nonlinear);
    CHECK(found.linear == known.smallest.linear);
  }
}

}  // namespace

TEST_CASE("approved numbers of unknowns of all shipped files", "[reduction][shipped]") {
  const std::string sources = "pencils/two_sources/", projections = "pencils/random_projections/";
  const std::map<std::string, Count> approved = {
      {"pencils/marchenko_pastur.pencil", {1, 0}},
      {"pencils/ridge/isotropic.pencil", {1, 1}},
      {"pencils/ridge/anisotropic.pencil", {1, 1}},
      {sources + "resolvent.pencil", {2, 0}},
      {sources + "r1.pencil", {2, 0}},
      {sources + "r2.pencil", {2, 2}},
      {sources + "r3.pencil", {2, 2}},
      {sources + "r4.pencil", {2, 2}},
      {projections + "resolvent.pencil", {3, 0}},
      {projections + "r1.pencil", {3, 0}},
      {projections + "r2.pencil", {3, 3}},
      {projections + "r3.pencil", {3, 3}},
      {projections + "r4.pencil", {3, 3}},
      {"pencils/random_features/linear.pencil", {2, 0}},
  };
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(FREEPENCIL_ROOT) + "/pencils")) {
    if (entry.path().extension() != ".pencil") continue;
    if (test::makes_claims(entry.path().string())) continue;
    const std::string path = std::filesystem::relative(entry.path(), FREEPENCIL_ROOT).string();
    INFO(path);
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    REQUIRE(approved.contains(path));
    const Count found = count(*model), wanted = approved.at(path);
    CHECK(found.nonlinear == wanted.nonlinear);
    CHECK(found.linear == wanted.linear);
  }
}

// One resolvent has one unknown for each independent random matrix in it: a trace of the block that closes the pair X,
// X'; the trace of the other block that does so follows. Two resolvents of the same random matrices are coupled by one
// linear unknown for each random matrix. Linear identities between traces, such as  tr R (Z'Z + l I) = 1,  take away
// what is said with every case.
TEST_CASE("numbers of unknowns that can be told by hand", "[reduction]") {
  const std::string R = "inv(S*Z'*Z*S + l*I)", R0 = "inv(Z'*Z + l*I)";
  const std::vector<Case> cases = {
      {"one for the resolvent, and one for each pair of the three copies: S^2 under R A R, R B R, R A R B R",
       {R + "*A*" + R + "*B*" + R},
       {1, 3}},
      {"of the three pairs of copies in R^3 two have the same block R^2", {R0 + "^3"}, {1, 2}},
      {"three different covariances see three different traces of one resolvent",
       {"inv(2*S*Z1'*Z1*S + T*Z2'*Z2*T + 3*A*Z3'*Z3*A + l*I)"},
       {3, 0}},
      {"all sources with covariance I see the same trace tr R", {"inv(2*Z1'*Z1 + Z2'*Z2 + 3*Z3'*Z3 + l*I)"}, {1, 0}},
      {"spectra of Z'Z and ZZ' agree up to zeros, with a covariance, too",
       {"inv(S*Z'*Z*S + l*I)", "inv(Z*S^2*Z' + l*I)"},
       {1, 0}},
      {"the sandwich adds one coupling of two copies", {R + "*S*Z'*Z*S*" + R + "*A"}, {1, 1}},
      {"weights on the samples stand on the other side of Z and close the same loop",
       {"inv(S*Z'*Theta*Z*S + l*I)"},
       {1, 0}},
      {"a sandwich with weights between two copies", {R0 + "*Z'*Theta*Z*" + R0}, {1, 1}},
      {"two ridges are two resolvents, coupled by one pair", {"inv(S*Z'*Z*S + l*I)*A*inv(S*Z'*Z*S + q*I)"}, {2, 1}},
      {"R_1 - R_2 = R_1 R_2 for ridges 1 and 2: the pair follows", {"inv(Z'*Z + I)*inv(Z'*Z + 2*I)"}, {2, 0}},
      {"two ridges in two outputs are not coupled", {"inv(Z'*Z + l*I)", "inv(Z'*Z + q*I)"}, {2, 0}},
      {"resolvents of independent matrices are not coupled", {R + "*A*inv(T*Y'*Y*T + q*I)"}, {2, 0}},
      {"a sample covariance of samples with a sample covariance is the same product", {"inv(Z'*X'*X*Z + l*I)"}, {2, 0}},
      {"signal plus noise, square: tr inv(C'C + l I) = tr inv(CC' + l I)", {"inv((S + G)'*(S + G) + l*I)"}, {1, 0}},
      {"a semicircle deforms S with one trace", {"inv(8*S + G + G')"}, {1, 0}},
      {"W'inv(WW' + l I)W has the trace that W'W inv(W'W + l I) has",
       {"W'*inv(W*W' + l*I)*W", "inv(W'*W + l*I)"},
       {1, 0}},
  };
  check(cases);
}

// Tr W X K X' W' = N_n - l Tr K for K = inv(X'W'WX + l I), and the same with another factor: a relation between traces
// on different spaces whose constant is a combination of sizes.
TEST_CASE("numbers of unknowns of products of random matrices", "[reduction]") {
  check({
      {"for K = inv(X'W'WX + l I) there are the loops of W and of X; the trace of W X K X'W' is 1 - l tr K up to "
       "sizes, "
       "but in place of an equation that would let in other roots",
       {"inv(X'*W'*W*X + l*I)", "X'*X*inv(X'*W'*W*X + l*I)"},
       {2, 0}},
      {"a third factor closes a loop more", {"inv(X'*W'*V'*V*W*X + l*I)"}, {3, 0}},
  });
}

}  // namespace freepencil
