// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/attempts.hpp"

#include <catch2/catch.hpp>

namespace freepencil::report {

TEST_CASE("what was tried is told method by method", "[report]") {
  Solution solution;
  CHECK(attempts(solution).empty());
  solution.unknowns = 3;
  solution.nonlinear = 1;
  solution.linear = 2;
  solution.history = {{SolveMethod::Averaged, 0.5},
                      {SolveMethod::Averaged, 0.25},
                      {SolveMethod::Newton, 1e-14, 1.5},
                      {SolveMethod::TrustRegion, 1e-3}};
  CHECK(attempts(solution) ==
        "what was tried on 3 unknowns (1 nonlinear, 2 linear)\n"
        "  averaged: 2 steps, residual 0.25\n"
        "  newton: 1 step, residual 1e-14, a root with branch radius 1.5\n"
        "  trust region: 1 step, residual 0.001");
}

}  // namespace freepencil::report
