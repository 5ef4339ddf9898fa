// SPDX-License-Identifier: GPL-3.0-or-later
// Directions without mass that carry a signal: against closed forms, and against atoms of a small weight.
#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "common/multi.hpp"
#include "equivalent/solve_outputs.hpp"

namespace freepencil {
namespace {

const std::string head =
    "parameter lambda = 1/10 > 0\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
    "random Z[n,d] gaussian variance 1/n\n";
const std::string resolvent = "let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)\n";

Model model_of(const std::string& text) {
  auto model = test::load(text);
  if (!model) throw std::runtime_error(test::messages(model.errors(), text));
  return std::move(*model);
}

Solution solve(Model& model, const SolveRequest& request) {
  const auto solution = solve_outputs(model, default_point(model), {}, request);
  if (!solution) throw std::runtime_error(test::messages(solution.errors(), ""));
  INFO(solution->reason);
  REQUIRE(solution->status == Status::Converged);
  return *solution;
}

/// lambda^2 * v'*R*Sigma*R*v of a direction of variance x, the bulk being the identity (Hastie et al. 2022).
Multi bias_along(const Multi& x, const Multi& mass) {
  const Multi lambda = Multi(1) / 10, phi = Multi(1) / 2;
  const Multi b = lambda + phi - 1;
  const Multi kappa = (b + sqrt(b * b + 4 * lambda)) / 2;
  const Multi df2 = phi / pow(1 + kappa, Multi(2));
  return mass * x * pow(kappa / (x + kappa), Multi(2)) / (1 - df2);
}

}  // namespace

TEST_CASE("a spike carries a signal and changes nothing else", "[spike]") {
  const WorkingPrecision precision(60);
  Model model = model_of(head +
                         "spectrum d {\n  1 : Sigma = 1, Gamma = 2\n  spike : Sigma = 7, beta = 1/2\n"
                         "  spike : Sigma = 3/2, beta = 5\n}\nvector v[d] covariance Gamma + beta\n" +
                         resolvent +
                         "output alone = lambda^2*tr(beta*R*Sigma*R)\noutput plain = tr(Sigma*R)\n"
                         "output all = lambda^2*mean |sqrt(Sigma)*R*v|^2\noutput mass = tr(beta)\n");
  const Solution bounded = solve(model, {.digits = 40, .certify = true});
  REQUIRE(bounded.outputs.size() == 4);
  const Multi alone = bias_along(7, Multi(1) / 2) + bias_along(Multi(3) / 2, 5);
  CHECK(test::agree(test::number(bounded.outputs[0].digits.real), alone, 39));
  CHECK(test::agree(test::number(bounded.outputs[2].digits.real), alone + bias_along(1, 2), 39));
  CHECK(test::agree(test::number(bounded.outputs[3].digits.real), Multi(11) / 2, 39));
  for (const auto& output : bounded.outputs) {
    REQUIRE(output.enclosure);
    CHECK(output.enclosure->digits >= 40);
  }

  Model without = model_of(head + "spectrum d { 1 : Sigma = 1 }\n" + resolvent + "output plain = tr(Sigma*R)\n");
  const Solution plain = solve(without, {.digits = 40});
  CHECK(test::agree(test::number(bounded.outputs[1].digits.real), test::number(plain.outputs[0].digits.real), 39));

  const Solution rounded = solve(model, {});
  CHECK(std::abs(rounded.outputs[0].value.real() - alone.convert_to<double>()) < 1e-12);
}

TEST_CASE("a spike is the limit of an atom that has all of its signal", "[spike]") {
  const WorkingPrecision precision(60);
  // A projection, two sources: words in which the signal stands between different resolvents.
  const std::string rest =
      "dimension m = 3/4*n\nrandom Y[n,d] gaussian variance 1/n\nrandom W[m,d] gaussian variance 1/d\n"
      "let A = sqrt(Sigma)*Z'*Z*sqrt(Sigma)\nlet B = sqrt(Sigma)*Y'*Y*sqrt(Sigma)\n"
      "let Q = W'*inv(W*(A + B)*W' + lambda*I)*W\noutput x = tr(beta*A*Q*Sigma*Q*A)\noutput y = tr(beta*Q*B*Q*Sigma)\n";
  Model spiked = model_of(head +
                          "spectrum d {\n  k = 1..7 : Sigma = 1/k\n  spike : Sigma = 4, beta = 3\n"
                          "  spike : Sigma = 1/3, beta = 1/2\n}\n" +
                          rest);
  const Solution limit = solve(spiked, {.digits = 30});
  std::string atoms = "parameter e = 1e-25\nspectrum d {\n";
  for (int k = 1; k <= 7; ++k) atoms += "  (1 - 2*e)/7 : Sigma = 1/" + std::to_string(k) + ", beta = 0\n";
  Model weighed = model_of(head + atoms + "  e : Sigma = 4, beta = 3/e\n  e : Sigma = 1/3, beta = 1/(2*e)\n}\n" + rest);
  const Solution near = solve(weighed, {.digits = 30});
  for (std::size_t k = 0; k < 2; ++k) {
    INFO(limit.outputs[k].digits.real << " and " << near.outputs[k].digits.real);
    CHECK(test::agree(test::number(limit.outputs[k].digits.real), test::number(near.outputs[k].digits.real), 22));
  }
}

TEST_CASE("a realised spike is one direction with all of its signal", "[spike][ensemble]") {
  const Model model = model_of(head +
                               "spectrum d {\n  1/3 : Sigma = 1\n  2/3 : Sigma = 2\n"
                               "  spike : Sigma = 7, beta = 1/2\n}\n" +
                               resolvent + "output x = tr(beta*R*Sigma)\n");
  const auto at = finite_ensemble(model, default_point(model), 80);
  REQUIRE(at);
  const AtomicMeasure& measure = at->measures[model.spectra.front().space];
  CHECK(measure.counts == std::vector<std::int64_t>{13, 26, 1});
  CHECK(at->symbols[0] == std::vector<double>{1, 2, 7});
  CHECK(at->symbols[1] == std::vector<double>{0, 0, 20});
  const auto none_left = finite_ensemble(model, default_point(model), 2);
  REQUIRE(!none_left);
  CHECK(none_left.errors().front().message.find("more directions than its spikes") != std::string::npos);
}

TEST_CASE("a spike has no term of order 1/n yet, and says so", "[spike]") {
  Model model = model_of(head + "spectrum d {\n  1 : Sigma = 1\n  spike : Sigma = 7, beta = 1/2\n}\n" + resolvent +
                         "output x = tr(beta*R*Sigma*R)\n");
  const auto solution = solve_outputs(model, default_point(model), {}, {.finite_size = true});
  REQUIRE(solution);
  CHECK(solution->status != Status::Converged);
  CHECK(solution->outputs.empty());
  CHECK(solution->reason.find("spike") != std::string::npos);
}

}  // namespace freepencil
