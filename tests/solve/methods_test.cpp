// SPDX-License-Identifier: GPL-3.0-or-later
// Every method on its own, and what the history says of it.
#include <catch2/catch.hpp>

#include "dyson/example_pencils.hpp"
#include "solve/solve.hpp"
#include "solve/systems.hpp"

using namespace freepencil;
using namespace freepencil::test;

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

template <class S>
DysonSolution<S> solve_by(SolveMethod method, const DysonSystem<S>& system, const SolveGuide<S>& guide = {}) {
  SolveOptions options;
  options.methods = {method};
  return solve(system, options, guide);
}

template <class S>
bool took(const DysonSolution<S>& solution, SolveMethod method) {
  return std::any_of(solution.history.begin(), solution.history.end(),
                     [&](const SolveStep& step) { return step.method == method; });
}

/// Marchenko-Pastur with the ridge from 100 down to `last`.
template <class S>
SystemFamily<S> ridge_family(double last, double phi) {
  return [=](double t) -> std::optional<DysonSystem<S>> {
    return marchenko_pastur<S>(S(t < 1 ? 100 * std::pow(last / 100, t) : last), phi);
  };
}

}  // namespace

TEMPLATE_TEST_CASE("every method finds the physical root alone", "[solve][methods]", double, std::complex<double>) {
  using S = TestType;
  const auto method = GENERATE(SolveMethod::Averaged, SolveMethod::Anderson, SolveMethod::Newton,
                               SolveMethod::TrustRegion, SolveMethod::Strength, SolveMethod::Hermitized);
  CAPTURE(name(method));
  for (const double phi : {0.5, 2.0}) {
    for (const double l : {0.05, 1.0}) {
      CAPTURE(phi, l);
      const auto system = marchenko_pastur<S>(S(l), phi);
      // Newton's method is for points that are near: it leaves the branch from g = 0.
      SolveGuide<S> guide;
      if (method == SolveMethod::Newton) guide.start = solve(marchenko_pastur<S>(S(1.2 * l), phi)).g;
      const auto solution = solve_by(method, system, guide);
      REQUIRE(solution.status == Status::Converged);
      const S expected = marchenko_pastur_trace<S>(S(l), phi);
      CHECK(std::abs(solution.traces[0] - expected) <=
            50 * epsilon / (1 - solution.branch_radius) * (1 + 1 / l) * std::abs(expected));
      CHECK(took(solution, method));
      REQUIRE(solution.history.back().branch_radius);
      CHECK(*solution.history.back().branch_radius < 1);
    }
  }
}

TEST_CASE("no other method than the one that is asked for", "[solve][methods]") {
  const auto system = marchenko_pastur<double>(0.05, 0.5);
  for (const SolveMethod method : {SolveMethod::Newton, SolveMethod::Strength}) {
    for (const SolveStep& step : solve_by(method, system).history) {
      CHECK((step.method == method || step.method == SolveMethod::Newton));
    }
  }
  SolveOptions none;
  none.methods.clear();
  const auto solution = solve(system, none);
  CHECK(solution.status == Status::Stalled);
  CHECK(solution.history.empty());
  CHECK(std::isnan(solution.traces[0]));
}

TEST_CASE("the order of the methods is that of the options", "[solve][methods]") {
  SolveOptions options;
  options.methods = {SolveMethod::Strength, SolveMethod::Averaged};
  const auto solution = solve(marchenko_pastur<double>(0.05, 0.5), options);
  REQUIRE(solution.status == Status::Converged);
  CHECK(took(solution, SolveMethod::Strength));
  CHECK_FALSE(took(solution, SolveMethod::Averaged));
}

TEST_CASE("continuation in a parameter follows a family down to its end", "[solve][methods]") {
  for (const double phi : {0.5, 1.0, 1 + 1e-6, 2.0}) {
    for (const double l : {1e-2, 1e-6, 1e-12}) {
      CAPTURE(phi, l);
      const auto solution = solve_along<double>(ridge_family<double>(l, phi));
      CAPTURE(solution.reason, solution.iterations);
      REQUIRE(solution.status == Status::Converged);
      CHECK(took(solution, SolveMethod::Parameter));
      const auto direct = solve(marchenko_pastur<double>(l, phi));
      CHECK(solution.traces[0] == Approx(direct.traces[0]).epsilon(std::sqrt(epsilon / (1 - solution.branch_radius))));
    }
  }
  SECTION("a large imaginary part is a parameter like any other") {
    using C = std::complex<double>;
    const auto solution = solve_along<C>([](double t) -> std::optional<DysonSystem<C>> {
      return marchenko_pastur<C>(C(-1, t < 1 ? 100 * std::pow(1e-6, t) : 1e-4), 0.5);
    });
    REQUIRE(solution.status == Status::Converged);
    const C expected = marchenko_pastur_trace<C>(C(-1, 1e-4), 0.5);
    CHECK(std::abs(solution.traces[0] - expected) <= 100 * epsilon / (1 - solution.branch_radius) * std::abs(expected));
  }
  SECTION("a path that leads into the spectrum ends before it") {
    const auto solution = solve_along<double>(
        [](double t) -> std::optional<DysonSystem<double>> { return marchenko_pastur<double>(10 - 11 * t, 0.5); });
    CHECK(solution.status == Status::Stalled);
    CHECK(std::isnan(solution.traces[0]));
  }
  SECTION("a family that has nothing to offer") {
    CHECK(solve_along<double>([](double) { return std::optional<DysonSystem<double>>(); }).status ==
          Status::OutsideDomain);
    CHECK(solve_by(SolveMethod::Parameter, marchenko_pastur<double>(0.05, 0.5)).status == Status::Stalled);
  }
}

TEST_CASE("the domain is refused by every method that can tell", "[solve][methods]") {
  for (const double l : {-0.1, -1.0, -2.5}) {
    const auto system = marchenko_pastur<double>(l, 0.5);
    for (const SolveMethod method : {SolveMethod::Averaged, SolveMethod::Anderson, SolveMethod::Newton,
                                     SolveMethod::TrustRegion, SolveMethod::Strength, SolveMethod::Hermitized}) {
      CAPTURE(l, name(method));
      const auto solution = solve_by(method, system);
      CHECK(solution.status != Status::Converged);
      CHECK(std::isnan(solution.traces[0]));
      if (method == SolveMethod::Hermitized) CHECK(solution.status == Status::OutsideDomain);
    }
  }
}
