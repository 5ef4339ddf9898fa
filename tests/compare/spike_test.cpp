// SPDX-License-Identifier: GPL-3.0-or-later
// Directions without mass that carry a signal, simulated as single directions.
#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "compare/validate_model.hpp"

namespace freepencil {
namespace {

Validation::Entry validated(const std::string& output, std::int64_t trials) {
  auto model = test::load(
      "parameter lambda = 1/10 > 0\ndimension n\ndimension d = n/2\nrandom Z[n,d] gaussian variance 1/n\n"
      "spectrum d {\n  1 : Sigma = 1\n  spike : Sigma = 7, beta = 1/2\n}\n"
      "let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)\noutput x = " +
      output + "\n");
  REQUIRE(model);
  ValidationOptions options;
  options.sizes = {50, 100, 200};
  options.trials = trials;
  const auto validation = validate_model(*model, default_point(*model), options);
  REQUIRE(validation);
  REQUIRE(validation->status == Status::Converged);
  return validation->outputs.front();
}

}  // namespace

TEST_CASE("simulation agrees with a spike", "[spike][simulation]") {
  const auto entry = validated("lambda^2*tr(beta*R*Sigma*R)", 400);
  CHECK(entry.verdict == Verdict::Agrees);
  for (const auto& size : entry.sizes) CHECK(std::isfinite(size.correction));
}

TEST_CASE("what is not linear in a signal has no correction at a finite size", "[spike][simulation]") {
  const auto entry = validated("tr(beta*R)^2", 400);
  for (const auto& size : entry.sizes) CHECK(!std::isfinite(size.correction));
  CHECK(entry.verdict != Verdict::Refuted);
}

}  // namespace freepencil
