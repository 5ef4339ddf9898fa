// SPDX-License-Identifier: GPL-3.0-or-later
// Balls of the unknowns against the formulas of the derivation, solved by themselves.
#include "equivalent/certified_unknowns.hpp"

#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "equivalent/atomic_traces.hpp"
#include "equivalent/derive.hpp"
#include "equivalent/output_derivatives.hpp"
#include "equivalent/solve_model.hpp"
#include "expr/evaluate_precise.hpp"

namespace freepencil {
namespace {

const std::string file =
    "parameter lambda = 1/10 > 0\ndimension n\ndimension d = 3/2*n\nrandom Z[n,d] gaussian variance 1/n\n"
    "spectrum d {\n  1/3 : Sigma = 2, Gamma = 1\n  2/3 : Sigma = 1/4, Gamma = 3\n}\n"
    "let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)\n"
    "output bias = lambda^2*tr(Gamma*R*Sigma*R)\noutput g = tr(R)\n";

struct Solved {
  Model model;
  Derivation derivation;
  std::vector<Ball> parameters, unknowns;
};

Solved solved() {
  Expected<Model> model = test::load(file);
  REQUIRE(model);
  const auto ensemble = limit_ensemble(*model, default_point(*model));
  REQUIRE(ensemble);
  Expected<Derivation> derivation = derive_equations(*model);
  REQUIRE(derivation);
  auto values = certified_unknowns(*model, *derivation, *ensemble, 50);
  const auto* reason = std::get_if<std::string>(&values);
  INFO((reason != nullptr ? *reason : ""));
  REQUIRE(reason == nullptr);
  return {std::move(*model), std::move(*derivation), {Ball(Rational(1, 10))}, std::get<std::vector<Ball>>(values)};
}

Ball value(const Solved& at, ScalarId id, const std::vector<Ball>& unknowns) {
  return evaluate<Ball>(
      *at.model.scalars, id,
      {.parameters = at.parameters, .sizes = {}, .symbols = {}, .locals = {}, .traces = {}, .unknowns = unknowns});
}

}  // namespace

TEST_CASE("certified unknowns satisfy the derived equations and give the outputs", "[derive][certify]") {
  const WorkingPrecision precision(80);
  Solved at = solved();
  AtomicTraces written_out(at.model);
  for (std::size_t k = 0; k < at.unknowns.size(); ++k) {
    const Ball& ball = at.unknowns[k];
    CHECK(ball.radius() < Multi("1e-50") * ball.largest_magnitude());
    CHECK(value(at, written_out(at.derivation.unknowns[k].value), at.unknowns).intersection(ball));
  }
  const auto solution = solve_model(at.model, default_point(at.model), {}, {.digits = 45});
  REQUIRE(solution);
  REQUIRE(solution->status == Status::Converged);
  for (std::size_t k = 0; k < at.derivation.outputs.size(); ++k) {
    const Ball output = value(at, written_out(at.derivation.outputs[k].value), at.unknowns);
    const Multi printed(solution->outputs[k].digits.real);
    CHECK(abs(output.middle() - printed) <= Multi("1e-44") * abs(printed));
  }
}

// Two roads: the implicit function theorem in symbols, and what solve --derivative finds by differentiating numbers.
TEST_CASE("derivatives of outputs in symbols are those of the solver", "[derive][derivative]") {
  const WorkingPrecision precision(80);
  Solved at = solved();
  const auto solution = solve_model(at.model, default_point(at.model), {}, {.digits = 40, .derivatives = {0}});
  REQUIRE(solution);
  REQUIRE(solution->status == Status::Converged);
  AtomicTraces written_out(at.model);
  std::vector<ScalarId> values;
  for (const auto& unknown : at.derivation.unknowns) values.push_back(written_out(unknown.value));
  const ScalarId lambda = at.model.scalars->leaf(ScalarNode::Kind::Parameter, 0);
  const auto first_letter = static_cast<std::uint32_t>(at.unknowns.size());
  OutputDerivatives derivatives(*at.model.scalars, at.derivation, values, lambda, first_letter);
  for (std::size_t k = 0; k < at.derivation.outputs.size(); ++k) {
    const ScalarId output = written_out(at.derivation.outputs[k].value);
    for (const int order : {1, 2}) {
      const auto derivative = derivatives(output, order);
      REQUIRE(derivative);
      std::vector<Ball> letters = at.unknowns;
      letters.resize(3 * at.unknowns.size());
      for (const auto& [letter, definition] : derivatives.definitions())
        letters[letter] = value(at, definition, letters);
      const auto& numbers = solution->outputs[k].derivatives.at(0);
      const Multi printed((order == 1 ? numbers.first_digits : numbers.second_digits).real);
      CHECK(abs(value(at, *derivative, letters).middle() - printed) <= Multi("1e-38") * abs(printed));
    }
  }
}

}  // namespace freepencil
