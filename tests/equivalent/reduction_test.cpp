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
