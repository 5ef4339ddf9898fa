// SPDX-License-Identifier: GPL-3.0-or-later
// Limits in one parameter against closed forms.
#include "equivalent/limit.hpp"

#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "common/multi.hpp"

namespace freepencil {
namespace {

using Side = LimitPoint::Side;
constexpr int digits = 50;

struct Question {
  Model model;
  ParameterPoint point;

  explicit Question(const std::string& text) {
    Expected<Model> loaded = test::load(text);
    if (!loaded) throw std::runtime_error(test::messages(loaded.errors(), text));
    model = std::move(*loaded);
    point = default_point(model);
  }
  Question& set(const std::string& name, const std::string& value) {
    point[model.find_parameter(name).value()] = Rational(value);
    return *this;
  }
  Solution limit(const std::string& name, Side side, const std::string& at = "", int asked = digits) {
    const auto solution =
        solve_limit(model, point, {model.find_parameter(name).value(), side, at}, {}, {.digits = asked});
    if (!solution) throw std::runtime_error(test::messages(solution.errors(), ""));
    INFO(solution->reason);
    REQUIRE(solution->status == Status::Converged);
    return *solution;
  }
};

const std::string two_atoms = "spectrum d {\n  1/4 : Sigma = 3, Gamma = 1/2\n  3/4 : Sigma = 1/2, Gamma = 2\n}\n";

Multi mean(const std::function<Multi(const Multi&, const Multi&)>& f) {
  return f(Multi(3), Multi(1) / 2) / 4 + 3 * f(Multi(1) / 2, Multi(2)) / 4;
}

/// tr Sigma/(Sigma + theta) = share, theta >= 0.
Multi ridgeless_kappa(const Multi& share) {
  return test::increasing_root(
      [&](const Multi& t) {
        return Multi(share - mean([&](const Multi& s, const Multi&) { return Multi(s / (s + t)); }));
      },
      Multi(0), Multi(1000000));
}

void check(const Solution::Value& output, const Multi& expected) {
  INFO(output.name << " = " << output.digits.real << ", expected " << expected.str(55));
  REQUIRE(output.leading);
  CHECK(output.leading->exponent == "0");
  CHECK(test::agree(test::number(output.digits.real), expected, digits - 1));
}

}  // namespace

// Hastie, Montanari, Rosset and Tibshirani 2022, theorem 1: bias r^2 (1 - 1/phi)+, variance sigma^2 phi/(1 - phi) or
// sigma^2/(phi - 1).
TEST_CASE("ridgeless regression, isotropic", "[limit]") {
  Question question(*test::read_file(std::string(FREEPENCIL_ROOT) + "/pencils/ridge/isotropic.pencil"));
  question.set("r", "3/2").set("sigma", "1/3");
  const WorkingPrecision precision(80);
  for (const char* phi : {"1/10", "1/2", "99/100", "101/100", "2", "10"}) {
    INFO("phi = " << phi);
    const Solution solution = question.set("phi", phi).limit("lambda", Side::Above, "0");
    const Multi p = test::number(Rational(phi)), variance = Multi(1) / 9;
    if (p > 1) {
      check(solution.outputs[0], Multi(9) / 4 * (1 - 1 / p));
      check(solution.outputs[1], variance / (p - 1));
    } else {
      // The bias vanishes like lambda^2.
      CHECK(solution.outputs[0].leading->exponent == "2");
      CHECK(test::number(solution.outputs[0].digits.real) == 0);
      check(solution.outputs[1], variance * p / (1 - p));
    }
  }
  // At the threshold both scale with the square root: k ~ sqrt(lambda).
  const Solution threshold = question.set("phi", "1").limit("lambda", Side::Above, "0");
  CHECK(threshold.outputs[0].leading->exponent == "1/2");
  CHECK(threshold.outputs[1].leading->exponent == "-1/2");
  CHECK(threshold.outputs[1].leading->diverges);
  // bias = r^2 k^2 (1 + u)/(1 + k)^2 and variance = sigma^2 u with u = 1/((1 + k)^2 - 1) ~ 1/(2k), k ~ sqrt(lambda).
  CHECK(test::agree(test::number(threshold.outputs[0].leading->coefficient_digits.real), Multi(9) / 8, digits - 1));
  CHECK(test::agree(test::number(threshold.outputs[1].leading->coefficient_digits.real), Multi(1) / 18, digits - 1));
}

// Hastie et al. 2022, theorem 2: kappa from phi tr Sigma/(Sigma + kappa) = 1.
TEST_CASE("ridgeless regression, anisotropic", "[limit]") {
  Question question(
      "parameter lambda = 1/10 > 0\nparameter phi = 2 > 0\ndimension n\ndimension d = phi*n\n"
      "random Z[n,d] gaussian variance 1/n\n" +
      two_atoms +
      "let R = inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I)\n"
      "output bias = lambda^2*tr(Gamma*R*Sigma*R)\n"
      "output variance = phi*tr(Sigma*(R - lambda*R*R))\n");
  const WorkingPrecision precision(80);
  const Solution under = question.set("phi", "3/5").limit("lambda", Side::Above, "0");
  check(under.outputs[1], Multi(3) / 2);
  for (const char* phi : {"11/10", "2", "7"}) {
    INFO("phi = " << phi);
    const Solution solution = question.set("phi", phi).limit("lambda", Side::Above, "0");
    const Multi p = test::number(Rational(phi)), k = ridgeless_kappa(1 / p);
    const Multi df2 = p * mean([&](const Multi& s, const Multi&) { return Multi(s * s / ((s + k) * (s + k))); });
    check(solution.outputs[0],
          k * k * mean([&](const Multi& s, const Multi& g) { return Multi(g * s / ((s + k) * (s + k))); }) / (1 - df2));
    check(solution.outputs[1], df2 / (1 - df2));
  }
}

// Bach, "High-dimensional analysis of double descent for linear regression with random projections", 2023.
TEST_CASE("ridgeless random projections on both sides of the threshold", "[limit]") {
  Question question(
      "parameter lambda = 1/10 > 0\nparameter phi = 2 > 0\nparameter gamma = 1/4 > 0\n"
      "dimension n\ndimension d = phi*n\ndimension m = gamma*d\n"
      "random Z[n,d] gaussian variance 1/n\nrandom W[m,d] gaussian variance 1/d\n" +
      two_atoms +
      "let M = sqrt(Sigma)*Z'*Z*sqrt(Sigma)\nlet Q = W'*inv(W*M*W' + lambda*I)*W\n"
      "output bias = tr(Gamma*(I - M*Q)*Sigma*(I - Q*M))\n"
      "output variance = phi*tr(Sigma*Q*M*Q)\n");
  const WorkingPrecision precision(80);
  for (const char* gamma : {"1/4", "2/5", "3/5", "2"}) {
    INFO("gamma = " << gamma);
    const Solution solution = question.set("gamma", gamma).limit("lambda", Side::Above, "0");
    const Multi phi(2), psi = phi * test::number(Rational(gamma));  // m/n
    const Multi share = psi < 1 ? Multi(psi / phi) : Multi(1 / phi);
    const Multi theta = ridgeless_kappa(share);
    const Multi first = theta * mean([&](const Multi& s, const Multi& g) { return Multi(g * s / (s + theta)); });
    const Multi second = theta * theta * mean([&](const Multi& s, const Multi& g) {
                           return Multi(g * s / ((s + theta) * (s + theta)));
                         });
    const Multi df2 =
        phi * mean([&](const Multi& s, const Multi&) { return Multi(s * s / ((s + theta) * (s + theta))); });
    if (psi < 1) {
      check(solution.outputs[0], first / (1 - psi));
      check(solution.outputs[1], psi / (1 - psi));
    } else {
      check(solution.outputs[0], second / (1 - df2) + first / (psi - 1));
      check(solution.outputs[1], df2 / (1 - df2) + 1 / (psi - 1));
    }
  }
}

TEST_CASE("limits at finite values, at infinity and from below", "[limit]") {
  const std::string ridge =
      "parameter lambda = 1/10\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
      "random Z[n,d] gaussian variance 1/n\noutput g = tr(inv(Z'*Z + lambda*I))\n";
  const WorkingPrecision precision(80);
  Question question(ridge);
  // Regular points: the value.
  for (const Side side : {Side::Above, Side::Below}) {
    check(question.limit("phi", side, "1/3").outputs[0], test::marchenko_pastur(Multi(1) / 10, Multi(1) / 3));
  }
  // From below lambda = 0 the transform continues analytically where phi < 1: 1/(1 - phi).
  check(question.limit("lambda", Side::Below, "0").outputs[0], Multi(2));
  // g ~ 1/lambda, and 1/(phi lambda)... at infinity.
  const Solution far = question.limit("lambda", Side::Infinity);
  CHECK(far.outputs[0].leading->exponent == "-1");
  CHECK(far.outputs[0].leading->power == "lambda^-1");
  CHECK(test::agree(test::number(far.outputs[0].leading->coefficient_digits.real), Multi(1), digits));
  // phi -> infinity: all but n of the d directions are zero, g -> 1/lambda.
  check(question.limit("phi", Side::Infinity).outputs[0], Multi(10));
  const Solution negative = question.limit("lambda", Side::MinusInfinity);
  CHECK(negative.outputs[0].leading->exponent == "-1");
  CHECK(test::agree(test::number(negative.outputs[0].leading->coefficient_digits.real), Multi(-1), digits));
}

// Garg, Bhattacharya and Sur 2025, theorem 3.1: infinitely many rounds of mixing, of which ridge tends to the
// minimum-norm estimator. Its unknowns are of the order of h^-2 to 1, and differ from roots of other branches by h.
TEST_CASE("unknowns of many orders on the way to the limit", "[limit]") {
  Question question(R"(
parameter lambda = 1/5 > 0
parameter gamma = 343/89 > 0
parameter w = 181/997 in (0,1)
dimension n
dimension d = gamma*n
random X[n,d] gaussian variance 1/n
let S = X'*X
let R = inv(S + lambda*I)
let F = I - inv(I - (1 - w)*R*S)*w*R*S
output bias     = tr(F*F)
output variance = (w^2 + (1 - w)^2)*gamma*tr(inv(I - (1 - w)^2*R*S*R*S)*R*S*R)
)");
  const Solution solution = question.limit("lambda", Side::Above, "0");
  const WorkingPrecision precision(80);
  const Multi gamma = Multi(343) / 89, w = Multi(181) / 997;
  check(solution.outputs[0], 1 - 1 / gamma);
  check(solution.outputs[1], (w * w + (1 - w) * (1 - w)) / (w * (2 - w)) / (gamma - 1));
}

TEST_CASE("a limit to a thousand digits", "[limit]") {
  Question question(*test::read_file(std::string(FREEPENCIL_ROOT) + "/pencils/ridge/isotropic.pencil"));
  const Solution solution = question.set("phi", "3").limit("lambda", Side::Above, "0", 1000);
  const WorkingPrecision precision(1100);
  CHECK(test::agree(test::number(solution.outputs[0].digits.real), Multi(2) / 3, 999));
}

TEST_CASE("what has no power law near the limit is refused", "[limit]") {
  Question question(
      "parameter lambda = 1/10 > 0\ndimension n\ndimension d = n/2\nrandom Z[n,d] gaussian variance 1/n\n"
      "output v = log(lambda)*tr(inv(Z'*Z + lambda*I))\n");
  const auto solution = solve_limit(question.model, question.point, {0, Side::Above, "0"}, {}, {});
  REQUIRE(solution);
  CHECK(solution->status == Status::Stalled);
  CHECK(solution->outputs.empty());
  CHECK(solution->reason.find("'v'") != std::string::npos);
}

TEST_CASE("a scale of the parameters below the points looked at is seen", "[limit]") {
  Question question(*test::read_file(std::string(FREEPENCIL_ROOT) + "/pencils/marchenko_pastur.pencil"));
  question.set("phi", "1");
  const std::string at = "1/1" + std::string(50, '0');
  const auto solution = solve_limit(question.model, question.point,
                                    {question.model.find_parameter("lambda").value(), Side::Above, at}, {}, {});
  REQUIRE(solution);
  CHECK(solution->status != Status::Converged);
  CHECK(solution->outputs.empty());
}

}  // namespace freepencil
