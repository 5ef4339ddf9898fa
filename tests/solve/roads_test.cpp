// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "dyson/naive.hpp"
#include "solve/solve.hpp"

using namespace freepencil;
using namespace freepencil::test;

TEMPLATE_TEST_CASE("the direct and the hermitized road meet on random pencils", "[solve]", double,
                   std::complex<double>) {
  using S = TestType;
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  int solved = 0, refused = 0;
  for (unsigned seed = 0; seed < 40; ++seed) {
    RandomPencilOptions options;
    options.blocks = 4 + static_cast<int>(seed % 4);
    options.terms = 4 + static_cast<int>(seed % 3) * 3;
    options.functions = seed % 4 == 1;
    options.strength = seed % 8 == 7 ? 6 : 0.4;
    const auto system = random_system<S>(seed, options);
    const auto direct = solve(system), hermitized = solve_hermitized(system);
    CAPTURE(seed, system.unknowns(), direct.reason, hermitized.reason, direct.branch_radius);
    if (direct.status != Status::Converged) {
      // Never a number that is not a solution, and the same verdict on both roads.
      CHECK(direct.status == Status::OutsideDomain);
      CHECK(hermitized.status != Status::Converged);
      ++refused;
      continue;
    }
    ++solved;
    REQUIRE(hermitized.status == Status::Converged);
    const NaiveDyson<S> naive(system.pencil(), spread(system, direct.g));
    const Matrix<S> traces = naive.traces();
    const double rounding = 1000 * epsilon * (1 + traces.squaredNorm()) / (1 - direct.branch_radius);
    for (std::size_t t = 0; t < direct.traces.size(); ++t) {
      CHECK(std::abs(direct.traces[t] - hermitized.traces[t]) <= rounding);
    }
    for (int u = 0; u < system.unknowns(); ++u) {
      CHECK(std::abs(direct.g[u] - naive.trace(system.unknown(u))) <= rounding);
    }
  }
  CHECK(solved > 25);
  CHECK(refused > 0);
}

TEST_CASE("a coefficient that is not finite is refused", "[solve]") {
  const auto solution = solve(marchenko_pastur<double>(std::numeric_limits<double>::infinity(), 0.5));
  CHECK(solution.status == Status::OutsideDomain);
  CHECK(std::isnan(solution.traces[0]));
}
