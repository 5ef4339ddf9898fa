// SPDX-License-Identifier: GPL-3.0-or-later
// Implicit derivatives against differences of values with 160 digits.
#include <catch2/catch.hpp>
#include <set>

#include "common/load.hpp"
#include "common/multi.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

/// All outputs with 160 digits.
std::vector<Multi> values(Model& model, const Equations& prepared, const ParameterPoint& point) {
  const Expected<Ensemble> ensemble = limit_ensemble(model, point);
  REQUIRE(ensemble);
  const Solution solution = solve_ensemble(model, prepared, *ensemble, {}, {.digits = 160});
  REQUIRE(solution.status == Status::Converged);
  std::vector<Multi> result;
  for (const auto& output : solution.outputs) result.push_back(test::number(output.digits.real));
  return result;
}

void compare_derivatives(const std::string& path, Model& model) {
  const ParameterPoint point = default_point(model);
  const Expected<Ensemble> ensemble = limit_ensemble(model, point);
  REQUIRE(ensemble);
  const Equations prepared = equations(model, ensemble->sizes);
  SolveRequest request{.digits = 60};
  for (std::size_t p = 0; p < point.size(); ++p) request.derivatives.push_back(p);
  const Solution solution = solve_ensemble(model, prepared, *ensemble, {}, request);
  INFO(path << ": " << solution.reason);
  REQUIRE(solution.status == Status::Converged);

  const WorkingPrecision precision(180);
  const Rational step("1/1000000000000000000000000000000");  // 1e-30: an error of order 1e-60 in both differences
  const Multi h = test::number(step);
  const std::vector<Multi> here = values(model, prepared, point);
  for (std::size_t p = 0; p < point.size(); ++p) {
    ParameterPoint above = point, below = point;
    above[p] += step;
    below[p] -= step;
    const std::vector<Multi> more = values(model, prepared, above), less = values(model, prepared, below);
    for (std::size_t k = 0; k < here.size(); ++k) {
      INFO(model.outputs[k].name << " in " << model.parameters[p].name);
      const OutputDerivative& derivative = solution.outputs[k].derivatives.at(p);
      CHECK(derivative.parameter == model.parameters[p].name);
      const Multi first = (more[k] - less[k]) / (2 * h), second = (more[k] - 2 * here[k] + less[k]) / (h * h);
      const Multi unit = Multi("1e-50") * (abs(here[k]) + abs(first) + abs(second));
      CHECK(abs(test::number(derivative.first_digits.real) - first) <= unit);
      CHECK(abs(test::number(derivative.second_digits.real) - second) <= unit);
    }
  }
}

}  // namespace

TEST_CASE("first and second derivatives of shipped files in all their parameters", "[derivatives]") {
  for (const char* path :
       {"pencils/marchenko_pastur.pencil", "pencils/ridge/isotropic.pencil", "pencils/two_sources/r1.pencil",
        "pencils/two_sources/r2.pencil", "pencils/two_sources/r3.pencil", "pencils/two_sources/r4.pencil",
        "pencils/random_projections/r1.pencil", "pencils/random_projections/r2.pencil",
        "pencils/random_projections/r4.pencil", "pencils/random_features/linear.pencil"}) {
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    compare_derivatives(path, *model);
  }
}

TEST_CASE("derivatives see parameters in spectra, weights, sizes, variances and functions", "[derivatives]") {
  const std::string text =
      "parameter a = 1/3 > 0\nparameter b = 1/4 > 0\nparameter c = 2 > 0\nparameter l = 1/5 > 0\n"
      "dimension n\ndimension d = sqrt(c)*n/2\nrandom Z[n,d] gaussian variance c/n\n"
      "spectrum d {\n  b : Sigma = exp(a), Gamma = a^2\n  1 - b : Sigma = sqrt(a + 1), Gamma = c^a\n}\n"
      "let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + l*I)\n"
      "output f = log(a)*tr(Gamma*R*Sigma*R)/tr(R)\n";
  Expected<Model> model = test::load(text);
  REQUIRE(model);
  compare_derivatives("a file with everything", *model);
}

TEST_CASE("a weight that is zero has a derivative", "[derivatives]") {
  Expected<Model> model = test::load(
      "parameter w = 0 in [0,1]\nparameter lambda = 1/10 > 0\ndimension n\ndimension d = n/2\n"
      "random Z[n,d] gaussian variance 1/n\nspectrum d {\n  w : S = 1\n  1 - w : S = 2\n}\n"
      "output g = tr(inv(sqrt(S)*Z'*Z*sqrt(S) + lambda*I))\n");
  REQUIRE(model);
  const SolveRequest request{.digits = 60, .derivatives = {0}};
  const auto slope = [&](const Rational& w) {
    const auto solution = solve_model(*model, {w, Rational(1, 10)}, {}, request);
    REQUIRE(solution->status == Status::Converged);
    return solution->outputs[0].derivatives.at(0).first_digits.real;
  };
  const WorkingPrecision precision(80);
  const Rational near("1/1000000000000000000000000000000");
  CHECK(test::agree(test::number(slope(0)), test::number(slope(near)), 28));
  CHECK(test::agree(test::number(slope(1)), test::number(slope(1 - near)), 28));
}

}  // namespace freepencil
