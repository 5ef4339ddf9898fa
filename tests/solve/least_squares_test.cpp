// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/least_squares.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace freepencil;

namespace {

constexpr double none = std::numeric_limits<double>::infinity();

/// x^2 - 4, whose roots are 2 and -2, and y - 1.
LeastSquares square() {
  LeastSquares problem;
  problem.evaluate = [](const double* x, double* residual, double* jacobian) {
    residual[0] = x[0] * x[0] - 4;
    residual[1] = x[1] - 1;
    if (jacobian != nullptr) {
      jacobian[0] = 2 * x[0];
      jacobian[1] = jacobian[2] = 0;
      jacobian[3] = 1;
    }
    return true;
  };
  problem.lower = {-none, -none};
  problem.upper = {none, none};
  return problem;
}

}  // namespace

TEST_CASE("least squares: bounds decide between two roots", "[solve][least_squares]") {
  LeastSquares problem = square();
  std::vector<double> x = {-1, 0};
  const auto free = minimize(problem, x, 100);
  REQUIRE(free.size() > 1);
  CHECK(free.front() == Approx(std::sqrt(10)));
  CHECK(x[0] == Approx(-2));
  problem.lower[0] = 0.5;
  x = {-1, 0};
  (void)minimize(problem, x, 100);
  CHECK(x[0] == Approx(2));
  CHECK(x[1] == Approx(1));
}

TEST_CASE("least squares: a residual that is not defined everywhere", "[solve][least_squares]") {
  LeastSquares problem;
  problem.lower = {-none};
  problem.upper = {none};
  // log x, undefined for x <= 0, from where a full Newton step goes there.
  problem.evaluate = [](const double* x, double* residual, double* jacobian) {
    if (!(x[0] > 0)) return false;
    residual[0] = std::log(x[0]);
    if (jacobian != nullptr) jacobian[0] = 1 / x[0];
    return true;
  };
  std::vector<double> x = {50};
  CHECK(!minimize(problem, x, 100).empty());
  CHECK(x[0] == Approx(1));
  x = {-1};
  CHECK(minimize(problem, x, 100).empty());
}
