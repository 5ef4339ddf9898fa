// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <utility>

#include "expr/evaluate.hpp"
#include "solve/solve.hpp"
#include "solve/systems.hpp"

using namespace freepencil;

namespace {

struct Reference {
  std::string file, parameters, output;
  double value = 0;
};

// One parameter point a row and output; the values are those of published scalar equations, to 40 digits.
std::vector<Reference> references() {
  std::istringstream in(*test::read_file(std::string(FREEPENCIL_ROOT) + "/tests/data/reference_values.csv"));
  std::vector<Reference> all;
  std::string line, value;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    auto& reference = all.emplace_back();
    std::getline(fields, reference.file, ',');
    std::getline(fields, reference.parameters, ',');
    std::getline(fields, reference.output, ',');
    std::getline(fields, value, ',');
    reference.value = std::stod(value);
  }
  return all;
}

}  // namespace

TEST_CASE("both roads reach the published values of the shipped files", "[theorem][solve]") {
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  for (const auto& reference : references()) {
    CAPTURE(reference.file, reference.parameters, reference.output);
    auto model = test::load_shipped(reference.file);
    REQUIRE(model);
    const auto linearization = linearize(*model);
    const auto ensemble = limit_ensemble(*model, test::point_of(*model, reference.parameters));
    REQUIRE(ensemble);
    const auto system = dyson_system<double>(*model, linearization, *ensemble);
    const auto direct = solve(system);
    bool second = false;
    for (const auto& solution : {direct, solve_hermitized(system)}) {
      CAPTURE(solution.reason, solution.residual, solution.iterations, direct.branch_radius);
      // So close to an interpolation threshold the second road alone need not conclude; it must not be wrong.
      constexpr double near_threshold = 0.99;
      if (std::exchange(second, true) && direct.branch_radius > near_threshold &&
          solution.status != Status::Converged) {
        CHECK(std::isnan(solution.traces[0]));
        continue;
      }
      REQUIRE(solution.status == Status::Converged);
      Leaves<double> leaves;
      leaves.parameters = ensemble->parameters;
      leaves.sizes = ensemble->sizes;
      leaves.traces = solution.traces;
      const auto output = std::find_if(model->outputs.begin(), model->outputs.end(),
                                       [&](const Output& o) { return o.name == reference.output; });
      REQUIRE(output != model->outputs.end());
      const double value = evaluate<double>(*model->scalars, output->value, leaves);
      // The traces of a bias are of the order of 1/lambda^2 and cancel: their size times the condition of the equation.
      double largest = 1;
      for (double trace : solution.traces) largest = std::max(largest, std::abs(trace));
      for (double g : solution.g) largest = std::max(largest, std::abs(g));
      const double condition = 1 / (1 - solution.branch_radius);
      CHECK(std::abs(value - reference.value) <= 100 * epsilon * condition * largest);
    }
  }
}
