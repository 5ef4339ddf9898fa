// SPDX-License-Identifier: GPL-3.0-or-later
// Solver against simulation on expressions that nobody has seen.
#include <catch2/catch.hpp>
#include <cmath>

#include "common/load.hpp"
#include "common/random_expression.hpp"
#include "compare/validate_model.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

/// Sizes at which every space of the generated files is a whole number and every spectrum is realised exactly.
const ValidationOptions doubling = [] {
  ValidationOptions options;
  options.sizes = {40, 80, 160};
  options.trials = 60;
  return options;
}();

}  // namespace

TEST_CASE("theory and simulation agree for 200 random expressions", "[property][simulation]") {
  std::mt19937_64 engine(20242);
  int compared = 0, drawn = 0, sharp = 0, noisy = 0;
  double chi_squared = 0;
  while (compared < 200) {
    REQUIRE(++drawn < 400);
    const int depth = 3 + static_cast<int>(engine() % 4);
    const test::ExpressionPtr expression = test::random_square_expression(engine, depth);
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model && test::lacks_a_space(model.errors())) continue;
    if (!model) FAIL("refused:\n" << test::messages(model.errors(), file) << file);
    if (model->traces.empty()) continue;
    ValidationOptions options = doubling;
    options.seed = static_cast<std::uint64_t>(drawn);
    const auto validation = validate_model(*model, default_point(*model), options);
    if (!validation) FAIL(test::messages(validation.errors(), file) << file);
    if (validation->status != Status::Converged) FAIL(validation->reason << "\n" << file);
    if (!validation->uncorrected.empty()) FAIL(validation->uncorrected << "\n" << file);
    ++compared;
    for (const Validation::Entry& entry : validation->outputs) {
      if (std::isnan(entry.z)) {  // nothing random in it
        CHECK(entry.verdict == Verdict::Agrees);
        continue;
      }
      // Two hundred true statements exceed 4.5 standard errors with probability 0.0014.
      if (!(std::abs(entry.z) <= 4.5)) {
        FAIL("theory " << entry.theory << ", simulation " << entry.extrapolated << " +- " << entry.standard_error
                       << ", z = " << entry.z << "\n"
                       << file);
      }
      sharp += entry.standard_error <= 0.05 * std::abs(entry.theory);
      ++noisy;
      chi_squared += entry.z * entry.z;
    }
  }
  // The comparison must be able to see an error of a few per cent, and the error bars must be neither too wide nor too
  // narrow: five standard deviations of a chi-squared variable.
  CHECK(sharp >= 120);
  CHECK(std::abs(chi_squared - noisy) <= 5 * std::sqrt(2.0 * noisy));
}

TEST_CASE("expressions without a deterministic limit are refused", "[property][solver]") {
  std::mt19937_64 engine(20243);
  for (int drawn = 0; drawn < 100; ++drawn) {
    const test::ExpressionPtr expression =
        test::random_expression_without_limit(engine, 1 + static_cast<int>(engine() % 3));
    const std::string file = test::file_with_outputs({expression});
    Expected<Model> model = test::load(file);
    if (!model) FAIL("refused too early:\n" << test::messages(model.errors(), file) << file);
    const auto solution = solve_model(*model, default_point(*model), {});
    REQUIRE(solution);
    if (solution->status == Status::Converged) {
      FAIL("a value for an expression without a limit: " << solution->outputs[0].value.real() << "\n" << file);
    }
    CHECK(solution->outputs.empty());
    CHECK_FALSE(solution->reason.empty());
  }
}

}  // namespace freepencil
