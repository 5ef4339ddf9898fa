// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/kept_signs.hpp"

#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "solve/solve.hpp"
#include "solve/systems.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

int known(const std::vector<int>& signs) {
  return static_cast<int>(std::count_if(signs.begin(), signs.end(), [](int sign) { return sign != 0; }));
}

const std::string declarations = R"(
parameter lambda = 1/20
dimension n
dimension d = n/2
dimension m = 7*n/10
random Z[n,d] gaussian variance 1/n
random W[m,d] gaussian variance 1/d
spectrum d {
  1/2 : S2 = 2, A = 1
  1/2 : S2 = 1/4, A = -1
}
let R = inv(sqrt(S2)*Z'*Z*sqrt(S2) + lambda*I)
)";

}  // namespace

TEST_CASE("the traces of a resolvent of a positive matrix are positive", "[solve][signs]") {
  CHECK(kept_signs(marchenko_pastur<double>(0.05, 0.5)) == std::vector<int>{1, 1});
  CHECK(kept_signs(marchenko_pastur<double>(0, 0.5)) == std::vector<int>{1, 1});
  // The real part, at a complex ridge in the right half plane.
  using C = std::complex<double>;
  CHECK(kept_signs(marchenko_pastur<C>(C(0.05, -3), 0.5)) == std::vector<int>{1, 1});
}

TEST_CASE("no sign is claimed where none is forced", "[solve][signs]") {
  CHECK(kept_signs(marchenko_pastur<double>(-0.05, 0.5)) == std::vector<int>{0, 0});
  CHECK(kept_signs(marchenko_pastur<std::complex<double>>({-0.05, 1}, 0.5)) == std::vector<int>{0, 0});
  // A function that changes its sign is a part of the matrix whose resolvent is taken.
  CHECK(known(kept_signs(system_of<double>(declarations + "output g = tr(inv(Z*A*Z' + 10*I))", "", false))) == 0);
}

TEST_CASE("signs that are forced are those of the solution", "[solve][signs]") {
  int claimed = 0;
  const auto check = [&](const DysonSystem<double>& system) {
    const auto solution = solve(system);
    REQUIRE(solution.status == Status::Converged);
    const auto signs = kept_signs(system);
    for (int u = 0; u < system.unknowns(); ++u) CHECK(solution.g[u] * signs[u] >= 0);
    claimed += known(signs);
    return known(signs);
  };
  for (const bool reduced : {true, false}) {
    for (const char* output : {"tr(R)", "tr(R*A*R*S2)", "tr(W'*inv(W*Z'*Z*W' + lambda*I)*W)", "tr(inv(I + R))",
                               "tr(inv(Z*S2*Z' + I)*Z*R*Z')"}) {
      CAPTURE(reduced, output);
      check(system_of<double>(declarations + "output g = " + output, "", reduced));
    }
    for (const char* file : {"two_sources/resolvent", "random_projections/resolvent", "random_features/linear"}) {
      CAPTURE(reduced, file);
      auto model = load_shipped(std::string("pencils/") + file + ".pencil");
      REQUIRE(model);
      CHECK(check(system_of<double>(*model, "", reduced)) > 0);
    }
  }
  CHECK(claimed > 20);
}

TEST_CASE("signs that are forced are those of the solution of random pencils", "[solve][signs]") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    RandomPencilOptions options;
    options.blocks = 2 + static_cast<int>(seed % 3);
    options.terms = 2;
    const auto system = random_system<double>(seed, options);
    const auto solution = solve(system);
    if (solution.status != Status::Converged) continue;
    const auto signs = kept_signs(system);
    CAPTURE(seed);
    for (int u = 0; u < system.unknowns(); ++u) CHECK(solution.g[u] * signs[u] >= 0);
  }
}
