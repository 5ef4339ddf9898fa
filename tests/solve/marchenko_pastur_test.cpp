// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "solve/solve.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

template <class S>
void check_both_roads(S l, double phi) {
  CAPTURE(l, phi);
  const auto system = marchenko_pastur<S>(l, phi);
  const S expected = marchenko_pastur_trace<S>(l, phi);
  for (const auto& solution : {solve(system), solve_hermitized(system)}) {
    CAPTURE(solution.reason, solution.residual);
    REQUIRE(solution.status == Status::Converged);
    REQUIRE(solution.branch_radius < 1);
    // Rounding is magnified by the condition of the equation, 1/(1 - radius), and by that of the closed form.
    const double rounding = 50 * epsilon / (1 - solution.branch_radius) * (1 + 1 / std::abs(l));
    CHECK(std::abs(solution.traces[0] - expected) <= rounding * std::abs(expected));
  }
}

}  // namespace

TEST_CASE("Marchenko and Pastur 1967: the trace of the ridge resolvent", "[theorem][solve]") {
  const auto solution = solve(marchenko_pastur<double>(0.05, 0.5));
  REQUIRE(solution.status == Status::Converged);
  CHECK(solution.traces[0] == Approx(1.68857754).margin(5e-9));
  CHECK(solution.branch_radius == Approx(0.6474).margin(5e-5));
  CHECK(solution.unknowns == 2);
  CHECK(solution.nonlinear == 2);

  for (double phi : {0.1, 0.5, 1.0, 3.0}) {
    for (double l : {1e-4, 0.01, 1.0, 100.0}) check_both_roads<double>(l, phi);
  }
}

TEST_CASE("Marchenko and Pastur 1967: outside the support on either side", "[theorem][solve]") {
  // The support is [(1 - sqrt(1/2))^2, (1 + sqrt(1/2))^2] = [0.0858, 2.9142].
  for (double l : {-0.01, -0.08, -3.0, -4.0, -1000.0}) check_both_roads<double>(l, 0.5);
  for (const auto& solution :
       {solve(marchenko_pastur<double>(0, 0.5)), solve_hermitized(marchenko_pastur<double>(0, 0.5))}) {
    REQUIRE(solution.status == Status::Converged);
    CHECK(solution.traces[0] == Approx(2).epsilon(100 * epsilon));  // 1/(1 - phi)
  }
}

TEST_CASE("Marchenko and Pastur 1967: there is no real resolvent inside the support", "[theorem][solve]") {
  for (double l : {-0.1, -1.0, -2.5}) {
    CAPTURE(l);
    const auto solution = solve(marchenko_pastur<double>(l, 0.5));
    CHECK(solution.status == Status::OutsideDomain);
    CHECK(std::isnan(solution.traces[0]));
    CHECK_FALSE(solution.reason.empty());
  }
}

TEST_CASE("Marchenko and Pastur 1967: complex arguments, also inside the support", "[theorem][solve]") {
  using C = std::complex<double>;
  for (C l : {C(0.05, 0.3), C(-1, 0.1), C(-1, -0.1), C(-1, 1e-3), C(-4, 1e-6), C(0, 2)}) check_both_roads<C>(l, 0.5);
  check_both_roads<C>(C(-1, 1e-2), 2.0);
}

TEST_CASE("an inverse that does not exist in the limit is refused", "[solve]") {
  SECTION("Z'Z with more columns than rows, by its rank") {
    const auto solution = solve(marchenko_pastur<double>(0, 2));
    CHECK(solution.status == Status::OutsideDomain);
    CHECK(std::isnan(solution.traces[0]));
  }
  SECTION("Z'Z with as many columns as rows: zero is the edge") {
    CHECK(solve(marchenko_pastur<double>(0, 1)).status == Status::OutsideDomain);
  }
  SECTION("Ginibre 1965: a square matrix of independent entries, plus c, has its spectrum in a disc around c") {
    for (double c : {0.0, 0.5, 0.99, 1.01, 2.0}) {
      CAPTURE(c);
      PointPencil<double> pencil;
      pencil.spaces = {{1, {1}}};
      pencil.rows = pencil.columns = {0};
      pencil.entries = {{0, 0, {c}}};
      pencil.random = {{0, 0, 0, false, 1.0}};
      pencil.variances = {1};
      const auto solution = solve(DysonSystem<double>(pencil, {{0.0, {{0, 0, {1.0}}}}}));
      if (c < 1) {
        CHECK(solution.status == Status::OutsideDomain);
      } else {
        REQUIRE(solution.status == Status::Converged);
        CHECK(solution.traces[0] == Approx(1 / c).epsilon(epsilon));
        CHECK(solution.branch_radius == Approx(1 / (c * c)).epsilon(10 * epsilon));
      }
    }
  }
}
