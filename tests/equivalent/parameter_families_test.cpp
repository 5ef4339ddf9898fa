// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/parameter_families.hpp"

#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "dyson/from_model.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

const std::string dimensions = "dimension n\ndimension d = phi*n\nrandom Z[n,d] gaussian variance 1/n\n";

Model model_of(const std::string& text) {
  auto model = test::load(text);
  if (!model) throw std::runtime_error(test::messages(model.errors(), text));
  return std::move(*model);
}

struct Prepared {
  Model model;
  Equations equations;
  Ensemble ensemble;

  explicit Prepared(const std::string& text) : model(model_of(text)) {
    ensemble = *limit_ensemble(model, default_point(model));
    equations = freepencil::equations(model, ensemble.sizes);
  }
  [[nodiscard]] std::vector<SystemFamily<double>> families(const SolveOptions& options = {}) const {
    return parameter_families<double>(model, equations.linearization, ensemble, &equations.relations, options);
  }
  [[nodiscard]] Solution solve(const SolveOptions& options) const {
    return solve_ensemble(model, equations, ensemble, options);
  }
};

SolveOptions by_parameter(const std::string& parameter = "", std::optional<double> from = std::nullopt) {
  SolveOptions options;
  options.methods = {SolveMethod::Parameter};
  options.continuation_parameter = parameter;
  options.continuation_from = from;
  return options;
}

}  // namespace

TEST_CASE("only a parameter that acts as a ridge starts a family, within its range", "[continuation]") {
  const std::string output = dimensions + "output g = tr(inv(Z'*Z + lambda*I))\n";
  CHECK(Prepared("parameter lambda = 1/20 > 0\nparameter phi = 1/2 > 0\n" + output).families().size() == 1);
  CHECK(Prepared("parameter lambda = 1/20\nparameter phi = 1/2 > 0\n" + output).families().size() == 2);
  CHECK(Prepared("parameter lambda = 1/20 in (0,1]\nparameter phi = 1/2 > 0\n" + output).families().empty());
  CHECK(
      Prepared("dimension n\nrandom Z[n,n] gaussian variance 1/n\noutput g = tr(inv(Z'*Z + I))\n").families().empty());
}

TEST_CASE("continuation from a large ridge finds the solution that the other methods find", "[continuation]") {
  for (const char* lambda : {"1/20 > 0", "1/1000000 > 0", "0", "-1/100"}) {
    const Prepared prepared("parameter lambda = " + std::string(lambda) + "\nparameter phi = 1/2 > 0\n" + dimensions +
                            "output g = tr(inv(Z'*Z + lambda*I))\noutput h = tr(inv(Z'*Z + lambda*I)^2*Z'*Z)\n");
    const Solution expected = prepared.solve({});
    REQUIRE(expected.status == Status::Converged);
    for (const auto& options : {by_parameter(), by_parameter("lambda"), by_parameter("lambda", 50)}) {
      const Solution solution = prepared.solve(options);
      INFO(lambda << ": " << solution.reason);
      REQUIRE(solution.status == Status::Converged);
      for (std::size_t k = 0; k < solution.outputs.size(); ++k) {
        CHECK(std::abs(solution.outputs[k].value - expected.outputs[k].value) <=
              2 * vouched_accuracy * std::abs(expected.outputs[k].value));
      }
      CHECK(std::any_of(solution.history.begin(), solution.history.end(),
                        [](const SolveStep& step) { return step.method == SolveMethod::Parameter; }));
    }
  }
}

TEST_CASE("a continuation that is not possible does nothing", "[continuation]") {
  const Prepared prepared("parameter lambda = 1/20 > 0\nparameter phi = 1/2 > 0\n" + dimensions +
                          "output g = tr(inv(Z'*Z + lambda*I))\n");
  for (const auto& options :
       {by_parameter("lambda", -1.0), by_parameter("unknown"), by_parameter("phi"), by_parameter("phi", 3)}) {
    CHECK(prepared.solve(options).status == Status::Stalled);
  }
}

TEST_CASE("every shipped file with a ridge is solved from a large one", "[continuation]") {
  for (const char* file :
       {"ridge/isotropic", "ridge/anisotropic", "two_sources/r4", "random_projections/r4", "random_features/linear"}) {
    INFO(file);
    const Prepared prepared(*test::read_file(std::string(FREEPENCIL_ROOT) + "/pencils/" + file + ".pencil"));
    const Solution expected = prepared.solve({}), solution = prepared.solve(by_parameter());
    REQUIRE(solution.status == Status::Converged);
    for (std::size_t k = 0; k < solution.outputs.size(); ++k) {
      CHECK(std::abs(solution.outputs[k].value - expected.outputs[k].value) <=
            2 * vouched_accuracy * std::abs(expected.outputs[k].value));
    }
  }
}

}  // namespace freepencil
