// SPDX-License-Identifier: GPL-3.0-or-later
// Digits, enclosures and limits of closed forms.
#include <catch2/catch.hpp>

#include "common/multi.hpp"
#include "compare/claim_model.hpp"
#include "compare/needed_quantities.hpp"
#include "compare/root_newton.hpp"

namespace freepencil {
namespace {

using test::ClaimModel;
using test::Formula;

const std::string isotropic =
    "parameter lambda = 1/10\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
    "spectrum d {\n  1 : S = 1\n}\nrandom Z[n,d] gaussian variance 1/n\noutput o = tr(inv(Z'*Z*S + lambda*I))\n";

const std::string two_atoms =
    "parameter lambda = 1/10\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
    "spectrum d {\n  1/3 : S = 2\n  2/3 : S = 1/5\n}\nrandom Z[n,d] gaussian variance 1/n\n"
    "output o = tr(inv(Z'*Z*S + lambda*I))\n";

struct Ridge {
  explicit Ridge(const std::string& text) : model(text) {
    model.equations({kappa - lambda - phi * kappa * Formula{&model, model.tr(S / (S + kappa))}});
  }
  ClaimModel model;
  Formula S{&model, model.symbol("S")}, lambda{&model, model.parameter("lambda")}, phi{&model, model.parameter("phi")};
  Formula kappa{&model, model.root({{"kappa", lambda.id}})[0]};
};

/// kappa^2 + (1 - phi - lambda) kappa - lambda = 0
Multi isotropic_kappa(const Rational& lambda, const Rational& phi) {
  const Multi l = test::number(lambda), b = l + test::number(phi) - 1, root = sqrt(b * b + 4 * l);
  return b > 0 ? Multi((b + root) / 2) : Multi(2 * l / (root - b));
}

}  // namespace

// Marchenko and Pastur 1967.
TEST_CASE("a root has the digits of its closed form", "[closed]") {
  Ridge ridge(isotropic);
  for (const char* phi : {"1/3", "1", "7/2"}) {
    for (const char* lambda : {"1/10", "1/1000000000000", "100"}) {
      const ParameterPoint point = {Rational(lambda), Rational(phi)};
      const Ensemble ensemble = ridge.model.ensemble(point);
      ClosedFormValues values({ridge.model.model(), ensemble});
      for (const int digits : {15, 50, 500}) {
        INFO(digits << " digits, phi = " << phi << ", lambda = " << lambda);
        const auto value = values.value(ridge.kappa, digits);
        REQUIRE(value);
        const auto ball = values.enclosure(ridge.kappa, digits);
        REQUIRE(ball);
        const WorkingPrecision precision(2 * digits + 30);
        const Multi expected = isotropic_kappa(point[0], point[1]);
        CHECK(test::agree(*value, expected, digits));
        CHECK(ball->lower() <= expected);
        CHECK(expected <= ball->upper());
        CHECK(test::agree(ball->middle(), expected, digits));
      }
      const auto near = values.approximation(ridge.kappa);
      REQUIRE(near);
      // Rounding of the three terms of the equation, divided by its slope.
      const double k = static_cast<double>(isotropic_kappa(point[0], point[1])), l = static_cast<double>(point[0]),
                   f = static_cast<double>(point[1]);
      const double slope = 1 - f / ((1 + k) * (1 + k));
      CHECK(std::abs(*near - k) <= 8 * std::numeric_limits<double>::epsilon() * (k + l + f * k / (1 + k)) / slope);
    }
  }
}

TEST_CASE("an enclosure contains the value with twice the digits", "[closed]") {
  Ridge ridge(two_atoms);
  const Formula df2 = ridge.phi * Formula{&ridge.model, ridge.model.tr((ridge.S / (ridge.S + ridge.kappa)).power(2))};
  const Formula variance = df2 / (1 - df2);
  const Ensemble ensemble = ridge.model.ensemble(default_point(ridge.model.model()));
  ClosedFormValues values({ridge.model.model(), ensemble});
  for (const int digits : {20, 60, 200}) {
    const auto ball = values.enclosure(variance, digits);
    const auto value = values.value(variance, 2 * digits);
    REQUIRE(ball);
    REQUIRE(value);
    const WorkingPrecision precision(2 * digits + 10);
    CHECK(abs(ball->middle() - *value) <= ball->radius() + pow(Multi(10), Multi(-2 * digits)) * abs(*value));
  }
}

TEST_CASE("the derivative of a root solves the linear system", "[closed]") {
  Ridge ridge(two_atoms);
  const Formula df2 = ridge.phi * Formula{&ridge.model, ridge.model.tr((ridge.S / (ridge.S + ridge.kappa)).power(2))};
  const ScalarId slope = ridge.model.quantity(Quantity::RootDerivative{{{(1 - df2).id}}, {ridge.model.number(1)}, 0});
  const Ensemble ensemble = ridge.model.ensemble(default_point(ridge.model.model()));
  ClosedFormValues values({ridge.model.model(), ensemble});
  const auto value = values.value(slope, 60), expected = values.value(1 / (1 - df2), 60);
  REQUIRE(value);
  REQUIRE(expected);
  const WorkingPrecision precision(80);
  CHECK(test::agree(*value, *expected, 59));
}

TEST_CASE("what cancels altogether is no number", "[closed]") {
  Ridge ridge(isotropic);
  const Formula zero = ridge.kappa.power(2) + (1 - ridge.phi - ridge.lambda) * ridge.kappa - ridge.lambda;
  const Ensemble ensemble = ridge.model.ensemble(default_point(ridge.model.model()));
  ClosedFormValues values({ridge.model.model(), ensemble});
  const auto value = values.value(zero, 20);
  REQUIRE_FALSE(value);
  CHECK(value.reason() == "so many digits are lost to cancellation that the value cannot be told from zero");
  CHECK_FALSE(values.enclosure(zero, 20));
}

TEST_CASE("a zero is one exactly", "[closed]") {
  Ridge ridge(isotropic);
  ClaimModel& model = ridge.model;
  const Formula v{&model, model.root({{"v", model.number(0), {}, true}})[0]};
  model.equations({v * (v + 1)});
  const ParameterPoint point = {Rational(1) / boost::multiprecision::pow(Integer(10), 300U), Rational(1)};
  const Ensemble ensemble = model.ensemble(point);
  ClosedFormValues values({model.model(), ensemble});
  const WorkingPrecision precision(40);
  for (const Formula& zero : {v, v * ridge.lambda, (ridge.phi - 1) * ridge.lambda}) {
    const auto value = values.value(zero, 20);
    INFO(value.reason());
    REQUIRE(value);
    CHECK(*value == 0);
  }
  const Formula positive = (1 + ridge.lambda).power(Rational(1, 2)) - 1;
  CHECK(values.value(positive, 20).reason() ==
        "so many digits are lost to cancellation that the value cannot be told from zero");
  CHECK(test::agree(*values.value(positive, 500), test::number(point[0]) / 2, 20));
  const Formula x{&model, model.quantity(Quantity::Variable{}, "x")};
  const ScalarId limit =
      model.quantity(Quantity::ClosedLimit{x + x.power(2), x, LimitPoint::Side::Above, model.number(0), false});
  CHECK(*values.value(limit, 20) == 0);
}

TEST_CASE("lower precisions of Newton's method lead to the next by one step", "[closed]") {
  CHECK(newton_ladder(15).empty());
  for (const int digits : {60, 100, 1000, 12345, 1'000'000}) {
    INFO(digits);
    std::vector<int> ladder = newton_ladder(digits);
    REQUIRE_FALSE(ladder.empty());
    CHECK(ladder.front() < 100);
    ladder.push_back(digits);
    double cost = 0;  // in evaluations in full precision, at Karatsuba's cost of a product
    for (std::size_t k = 0; k < ladder.size(); ++k) {
      cost += std::pow(static_cast<double>(ladder[k]) / digits, 1.585);
      if (k == 0) continue;
      CHECK(ladder[k - 1] < ladder[k]);
      CHECK(ladder[k - 1] > newton_step_digits(ladder[k]));
    }
    CHECK(cost < 2.5);
  }
}

TEST_CASE("a root to two thousand digits", "[closed]") {
  Ridge ridge(isotropic);
  for (const char* lambda : {"1/10", "1/100000000000000000000"}) {
    const ParameterPoint point = {Rational(lambda), Rational("1")};
    const Ensemble ensemble = ridge.model.ensemble(point);
    ClosedFormValues values({ridge.model.model(), ensemble});
    const auto value = values.value(ridge.kappa, 2000);
    INFO(value.reason());
    REQUIRE(value);
    const WorkingPrecision precision(2050);
    CHECK(test::agree(*value, isotropic_kappa(point[0], point[1]), 2000));
  }
}

TEST_CASE("no root and two roots have no value", "[closed]") {
  Ridge ridge(isotropic);
  ClaimModel& model = ridge.model;
  const Formula none{&model, model.root({{"a", model.number(0)}})[0]};
  model.equations({none.power(2) + none + ridge.phi});
  const Formula two{&model, model.root({{"b", model.number(0)}})[0]};
  model.equations({two.power(2) - 3 * two + 1 + ridge.phi});
  const Ensemble ensemble = model.ensemble(default_point(model.model()));
  ClosedFormValues values({model.model(), ensemble});
  CHECK(values.value(none, 20).reason() == "the root a: the equations have no root in the domain");
  CHECK(values.value(two, 20).reason() == "the root b: the equations have more than one root in the domain");
}

TEST_CASE("extrema and given numbers", "[closed]") {
  Ridge ridge(two_atoms);
  ClaimModel& model = ridge.model;
  const Formula output{&model, model.quantity(Quantity::OfOutput{0}, "o")};
  const ScalarId largest = model.quantity(Quantity::Extremum{true, {ridge.phi.id, output.id}});
  const ScalarId smallest = model.quantity(Quantity::Extremum{false, {ridge.phi.id, output.id}});
  const Ensemble ensemble = model.ensemble(default_point(model.model()));
  const WorkingPrecision precision(60);
  const Multi third = Multi(1) / 3, radius = pow(Multi(10), Multi(-30));
  ClosedFormValues values(
      {model.model(), ensemble, {{model.scalars()[output].index, Ball(third).widened(Ball(radius))}}});
  CHECK(test::agree(*values.value(largest, 40), Multi(1) / 2, 40));
  CHECK(test::agree(*values.value(smallest, 25), third, 25));
  CHECK(values.value(smallest, 35).reason() == "so many digits do not follow from the numbers that are given");
  CHECK_FALSE(ClosedFormValues({model.model(), ensemble}).value(smallest, 10));
}

TEST_CASE("needed quantities are found through roots and traces", "[closed]") {
  Ridge ridge(two_atoms);
  ClaimModel& model = ridge.model;
  const Formula output{&model, model.quantity(Quantity::OfOutput{0}, "o")};
  const Formula k{&model, model.root({{"k", ridge.kappa.id}})[0]};
  model.equations({k - output * Formula{&model, model.tr(ridge.S / (ridge.S + k))}});
  const auto needed = needed_quantities(model.model(), model.tr(ridge.S * k));
  CHECK(needed == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(needed_quantities(model.model(), ridge.phi).empty());
}

TEST_CASE("limits of closed forms", "[closed][limit]") {
  Ridge ridge(two_atoms);
  ClaimModel& model = ridge.model;
  const auto limit = [&](Formula body, Formula variable, LimitPoint::Side side, ScalarId target, bool both = false) {
    return model.quantity(Quantity::ClosedLimit{body, variable, side, target, both});
  };
  const ScalarId zero = model.number(0);
  const Formula x{&model, model.quantity(Quantity::Variable{}, "x")};
  const Ensemble ensemble = model.ensemble(default_point(model.model()));
  ClosedFormValues values({model.model(), ensemble});
  using Side = LimitPoint::Side;
  const WorkingPrecision precision(80);

  SECTION("of the effective ridge over the ridge: 1/(1 - phi)") {
    const ScalarId id = limit(ridge.kappa / ridge.lambda, ridge.lambda, Side::Above, zero);
    const auto value = values.value(id, 50);
    INFO(value.reason());
    REQUIRE(value);
    CHECK(test::agree(*value, Multi(2), 50));
    CHECK_FALSE(values.enclosure(id, 20));
  }
  SECTION("a divided difference at a point") {
    const ScalarId id = limit((x.power(3) - ridge.phi.power(3)) / (x - ridge.phi), x, Side::Above, ridge.phi, true);
    const auto value = values.value(id, 40);
    INFO(value.reason());
    REQUIRE(value);
    CHECK(test::agree(*value, Multi(3) / 4, 40));
  }
  SECTION("at infinity, and with square roots") {
    const ScalarId id = limit((x.power(2) + x).power(Rational(1, 2)) - x, x, Side::Infinity, zero);
    CHECK(test::agree(*values.value(id, 30), Multi(1) / 2, 30));
    const ScalarId roots = limit(1 / (1 + x.power(Rational(1, 2))), x, Side::Above, zero);
    CHECK(test::agree(*values.value(roots, 30), Multi(1), 30));
  }
  SECTION("none") {
    CHECK(values.value(limit(1 / x, x, Side::Above, zero), 20).reason() == "no limit was found");
    CHECK_FALSE(values.value(limit({&model, model.scalars().log(x)}, x, Side::Above, zero), 20));
  }
}

}  // namespace freepencil
