// SPDX-License-Identifier: GPL-3.0-or-later
// A system reduced by relations between its traces against the one in which every trace is an unknown.
#include <catch2/catch.hpp>
#include <limits>

#include "common/load.hpp"
#include "common/random_expression.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/solve_model.hpp"
#include "solve/refine.hpp"
#include "solve/round_system.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

/// The derivative of the map at the root, in extended precision, is what central differences tend to: they are off by
/// about a third of what halving the step changes, and by rounding.
void check_jacobian(const DysonSystem<long double>& system, const Vector<long double>& g) {
  using Real = long double;
  constexpr Real eps = std::numeric_limits<Real>::epsilon();
  const auto image = [&](const Vector<Real>& at) {
    Resolvent<Real> M;
    Vector<Real> result;
    REQUIRE(system.evaluate(at, M));
    system.phi(M, result);
    return result;
  };
  Resolvent<Real> M;
  REQUIRE(system.evaluate(g, M));
  const Matrix<Real> jacobian = system.jacobian(M);
  const Real size = max_norm<Real>(image(g));
  for (Eigen::Index k = 0; k < g.size(); ++k) {
    const Real step = 1e-5L * std::max(std::abs(g[k]), Real(1e-3));
    const auto difference = [&](Real h) {
      Vector<Real> up = g, down = g;
      up[k] += h;
      down[k] -= h;
      return Vector<Real>((image(up) - image(down)) / (up[k] - down[k]));
    };
    const Vector<Real> coarse = difference(step), fine = difference(step / 2);
    for (Eigen::Index u = 0; u < g.size(); ++u) {
      INFO("derivative of unknown " << u << " by unknown " << k);
      const Real rounding = 1e6L * eps * (size + std::abs(jacobian(u, k))) / step;
      CHECK(std::abs(jacobian(u, k) - fine[u]) <= std::abs(coarse[u] - fine[u]) + rounding);
    }
  }
}

struct Outcome {
  Status status = Status::NotRun;
  std::string reason;
  int unknowns = 0;
  Refinement<double> refined;
};

Outcome solve_with(const Model& model, const Equations& equations, const Ensemble& ensemble,
                   const std::vector<Relation>* relations) {
  const DysonSystem<double> system = dyson_system<double>(model, equations.linearization, ensemble, relations);
  const DysonSolution<double> solution = solve(system);
  Outcome outcome{solution.status, solution.reason, solution.unknowns, {}};
  if (solution.status != Status::Converged) return outcome;
  outcome.refined = refine(round_system<long double>(system), system, solution.g);
  if (relations != nullptr) check_jacobian(round_system<long double>(system), solution.g.cast<long double>());
  return outcome;
}

struct Tally {
  int solved = 0, refused = 0, smaller = 0;
};

/// Values of both roads, in extended precision, differ by what rounding changes in double precision at most.
void compare(const std::string& file, Tally& tally) {
  Expected<Model> model = test::load(file);
  if (!model && test::lacks_a_space(model.errors())) return;
  REQUIRE(model);
  const Expected<Ensemble> ensemble = limit_ensemble(*model, default_point(*model));
  REQUIRE(ensemble);
  const Equations prepared = equations(*model, ensemble->sizes);
  if (!is_real(*model, prepared.linearization)) return;
  const Outcome reduced = solve_with(*model, prepared, *ensemble, &prepared.relations);
  const Outcome whole = solve_with(*model, prepared, *ensemble, nullptr);
  INFO("reduced: " << name(reduced.status) << " " << reduced.reason << "\nunreduced: " << name(whole.status) << " "
                   << whole.reason << "\n"
                   << file);
  REQUIRE((reduced.status == Status::Converged) == (whole.status == Status::Converged));
  REQUIRE(reduced.unknowns <= whole.unknowns);
  tally.smaller += reduced.unknowns < whole.unknowns ? 1 : 0;
  if (reduced.status != Status::Converged) {
    ++tally.refused;
    return;
  }
  REQUIRE(reduced.refined.root);
  REQUIRE(whole.refined.root);
  ++tally.solved;
  for (std::size_t t = 0; t < whole.refined.traces.size(); ++t) {
    const long double one = reduced.refined.traces[t], other = whole.refined.traces[t];
    const long double floor = reduced.refined.floors[t] + whole.refined.floors[t];
    REQUIRE(std::abs(one - other) <= 1e-12L * std::abs(other) + 100 * floor);
  }
}

}  // namespace

TEST_CASE("the reduced system has the values of the unreduced one", "[property][reduction]") {
  std::mt19937_64 engine(41);
  Tally tally;
  while (tally.solved < 500) {
    REQUIRE(tally.refused < 5);
    compare(test::file_with_outputs({test::random_square_expression(engine, 2 + static_cast<int>(engine() % 4))}),
            tally);
  }
  CHECK(tally.smaller > 250);
}

// Traces of the last words are multiples of traces that are sums of others themselves.
TEST_CASE("the derivative of a reduced system is that of its map", "[reduction]") {
  const std::string file = R"(
parameter lambda = 3/100
dimension n
dimension d = 10/3*n
random Z[n,d] gaussian variance 1/n
spectrum d {
  1/5 : Sigma = 10
  4/5 : Sigma = 1/10
}
let S = sqrt(Sigma)*Z'*Z*sqrt(Sigma)
let R = inv(S + lambda*I)
output r = tr(Sigma*inv(I - 2401/2500*R*S*R*S)*R*S*R)
)";
  Expected<Model> model = test::load(file);
  REQUIRE(model);
  const Expected<Ensemble> ensemble = limit_ensemble(*model, default_point(*model));
  REQUIRE(ensemble);
  const Equations prepared = equations(*model, ensemble->sizes);
  const DysonSystem<double> system =
      dyson_system<double>(*model, prepared.linearization, *ensemble, &prepared.relations);
  const DysonSolution<double> solution = solve(system);
  REQUIRE(solution.status == Status::Converged);
  CHECK(solution.iterations < 1000);
  check_jacobian(round_system<long double>(system), solution.g.cast<long double>());
}

// Below the spectrum's lower edge the equation has a real root, inside the spectrum none.
TEST_CASE("no root is claimed where Newton's method does not settle", "[reduction]") {
  const auto refined = [](const std::string& lambda) {
    const std::string file = "parameter lambda = " + lambda + R"(
dimension n
dimension d = 1/4*n
random Z[n,d] gaussian variance 1/n
output r = tr(inv(Z'*Z + lambda*I))
)";
    Expected<Model> model = test::load(file);
    REQUIRE(model);
    const Expected<Ensemble> ensemble = limit_ensemble(*model, default_point(*model));
    REQUIRE(ensemble);
    const Equations prepared = equations(*model, ensemble->sizes);
    const DysonSystem<double> system =
        dyson_system<double>(*model, prepared.linearization, *ensemble, &prepared.relations);
    Vector<double> start(system.unknowns());
    start.setConstant(0.5);  // the root at the edge
    return refine(round_system<long double>(system), system, start).root;
  };
  CHECK(refined("-24/100"));
  CHECK_FALSE(refined("-26/100"));
  CHECK_FALSE(refined("-30/100"));
}

TEST_CASE("what the reduced system refuses, the unreduced one refuses", "[property][reduction]") {
  std::mt19937_64 engine(42);
  Tally tally;
  for (int k = 0; k < 60; ++k) {
    compare(
        test::file_with_outputs({test::random_expression_without_limit(engine, 1 + static_cast<int>(engine() % 2))}),
        tally);
  }
  CHECK(tally.refused >= 50);
}

}  // namespace freepencil
