// SPDX-License-Identifier: GPL-3.0-or-later
// The solver is written for any real or complex scalar; here it is compiled for one that the library does not ship.
#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "solve/components.inl.hpp"
#include "solve/direct.inl.hpp"
#include "solve/family.inl.hpp"
#include "solve/hermitized.inl.hpp"
#include "solve/kept_signs.inl.hpp"
#include "solve/solve.inl.hpp"
#include "solve/strength.inl.hpp"
#include "solve/trust_region.inl.hpp"

using namespace freepencil;
using namespace freepencil::test;

TEST_CASE("Marchenko and Pastur 1967 in extended precision by every method", "[solve]") {
  using S = long double;
  constexpr S epsilon = std::numeric_limits<S>::epsilon();
  const auto system = marchenko_pastur<S>(S(0.05L), S(0.5L));
  const S expected = marchenko_pastur_trace<S>(S(0.05L), S(0.5L));
  for (const SolveMethod method : {SolveMethod::Averaged, SolveMethod::Anderson, SolveMethod::Newton,
                                   SolveMethod::Strength, SolveMethod::Hermitized}) {
    CAPTURE(name(method));
    SolveOptions options;
    options.methods = {method};
    SolveGuide<S> guide;
    if (method == SolveMethod::Newton) guide.start = solve(marchenko_pastur<S>(S(0.06L), S(0.5L))).g;
    const auto solution = solve(system, options, guide);
    REQUIRE(solution.status == Status::Converged);
    CHECK(std::abs(solution.traces[0] - expected) <= 1000 * epsilon * expected);
  }
  SolveOptions options;
  options.methods = {SolveMethod::TrustRegion};
  CHECK(solve(system, options).status == Status::Stalled);  // in double precision only
}
