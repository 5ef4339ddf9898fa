// SPDX-License-Identifier: GPL-3.0-or-later
// Digits beyond double precision against closed forms and against more digits.
#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "common/multi.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

Solution solve(Model& model, const ParameterPoint& point, const SolveRequest& request) {
  const auto solution = solve_model(model, point, {}, request);
  if (!solution) throw std::runtime_error("no ensemble");
  return *solution;
}

Model load(const std::string& text) {
  Expected<Model> model = test::load(text);
  if (!model) throw std::runtime_error(test::messages(model.errors(), text));
  return std::move(*model);
}

const std::string ridge =
    "parameter lambda = 1/10\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
    "random Z[n,d] gaussian variance 1/n\n";

std::string ten_to_minus(int exponent) { return "1/1" + std::string(static_cast<std::size_t>(exponent), '0'); }

}  // namespace

// Marchenko and Pastur 1967.
TEST_CASE("digits of the Marchenko-Pastur transform are those of its closed form", "[precise]") {
  Model model = load(ridge + "output g = tr(inv(Z'*Z + lambda*I))");
  for (const int digits : {1, 17, 50, 400, 3000}) {
    for (const char* phi : {"1/2", "999999/1000000", "1", "1000001/1000000", "7/3"}) {
      for (const int exponent : {0, 1, 12, 30}) {
        INFO(digits << " digits, phi = " << phi << ", lambda = 1e-" << exponent);
        const Rational lambda(ten_to_minus(exponent));
        const Solution solution = solve(model, {lambda, Rational(phi)}, {.digits = digits});
        REQUIRE(solution.status == Status::Converged);
        const WorkingPrecision precision(digits + 60);
        const Multi expected = test::marchenko_pastur(test::number(lambda), test::number(Rational(phi)));
        // Half a unit of the last digit, which is at most five parts in 10^digits.
        CHECK(abs(test::number(solution.outputs[0].digits.real) - expected) <=
              Multi(5.001) * pow(Multi(10), Multi(-digits)) * expected);
      }
    }
  }
}

TEST_CASE("negative and complex ridges have their digits", "[precise][complex]") {
  // -lambda below the spectrum, whose lower edge is (1 - sqrt(phi))^2 = 0.0857864...
  Model model = load(ridge + "output g = tr(inv(Z'*Z + lambda*I))\noutput c = tr(inv(Z'*Z + (lambda - 3i)*I))");
  model.outputs.resize(1);
  for (const char* lambda : {"-1/100", "-857/10000", "-85786/1000000", "-8578643762/100000000000"}) {
    INFO("lambda = " << lambda);
    const Solution solution = solve(model, {Rational(lambda), Rational(1, 2)}, {.digits = 60});
    REQUIRE(solution.status == Status::Converged);
    const WorkingPrecision precision(100);
    CHECK(test::agree(test::number(solution.outputs[0].digits.real),
                      test::marchenko_pastur(test::number(Rational(lambda)), test::number(Rational(1, 2))), 59));
  }
  CHECK(solve(model, {Rational("-9/100"), Rational(1, 2)}, {.digits = 30}).status != Status::Converged);

  Model complex = load(ridge + "output c = tr(inv(Z'*Z + (lambda - 3i)*I))");
  const Solution solution = solve(complex, {Rational(1, 10), Rational(1, 2)}, {.digits = 80, .certify = true});
  REQUIRE(solution.status == Status::Converged);
  const WorkingPrecision precision(100);
  using Complex = std::complex<Multi>;
  const Complex g(test::number(solution.outputs[0].digits.real), test::number(solution.outputs[0].digits.imaginary));
  const Complex lambda(test::number(Rational(1, 10)), Multi(-3)), phi(test::number(Rational(1, 2)));
  const Complex one(Multi(1));
  CHECK(abs(phi * lambda * g * g + (one - phi + lambda) * g - one) <= Multi("1e-78"));
  CHECK(g.imag() > 0);
}

// Hastie et al. 2022, theorem 5; the equation of kappa by bisection.
TEST_CASE("anisotropic ridge has the digits of its scalar equation", "[precise]") {
  Expected<Model> model = test::load_shipped("pencils/ridge/anisotropic.pencil");
  REQUIRE(model);
  const int digits = 200;
  const Solution solution = solve(*model, default_point(*model), {.digits = digits, .certify = true});
  REQUIRE(solution.status == Status::Converged);
  const WorkingPrecision precision(digits + 30);
  const Multi lambda = test::number(Rational(1, 10)), phi = test::number(Rational(1, 2));
  const Multi sigma = test::number(Rational(1, 2));
  const auto mean = [](const auto& f) {
    Multi sum(0);
    for (int k = 1; k <= 300; ++k) sum += f(Multi(10) / k);
    return Multi(sum / 300);
  };
  const Multi kappa = test::increasing_root(
      [&](const Multi& k) {
        return Multi(k - lambda - phi * k * mean([&](const Multi& s) { return Multi(s / (s + k)); }));
      },
      lambda, Multi(10));
  const Multi df2 = phi * mean([&](const Multi& s) { return Multi(s * s / ((s + kappa) * (s + kappa))); });
  const Multi bias =
      kappa * kappa * mean([&](const Multi& s) { return Multi(s * s / ((s + kappa) * (s + kappa))); }) / (1 - df2);
  const Multi variance = sigma * sigma * df2 / (1 - df2);
  CHECK(test::agree(test::number(solution.outputs[0].digits.real), bias, digits - 1));
  CHECK(test::agree(test::number(solution.outputs[1].digits.real), variance, digits - 1));
  for (const auto& output : solution.outputs) {
    REQUIRE(output.enclosure);
    CHECK(output.enclosure->digits == digits);
    CHECK(test::number(output.enclosure->lower_digits.real) <= test::number(output.digits.real));
    CHECK(test::number(output.digits.real) <= test::number(output.enclosure->upper_digits.real));
  }
}

TEST_CASE("spectra and parameters enter with all their digits", "[precise]") {
  // tr of a deterministic function: no unknown at all.
  Model model = load(
      "parameter a = 1/3 > 0\ndimension n\ndimension d = 1/2*n\n"
      "spectrum d { k = 1..4 : Sigma = k^(-1/2), Gamma = exp(-a*k) }\noutput t = tr(Sigma*Gamma) + log(a)\n");
  const Solution solution = solve(model, default_point(model), {.digits = 100, .certify = true});
  REQUIRE(solution.status == Status::Converged);
  const WorkingPrecision precision(120);
  const Multi a = test::number(Rational(1, 3));
  Multi expected(0);
  for (int k = 1; k <= 4; ++k) expected += exp(-a * k) / sqrt(Multi(k)) / 4;
  CHECK(test::agree(test::number(solution.outputs[0].digits.real), expected + log(a), 99));
}

TEST_CASE("all shipped files: fewer digits are the rounding of more", "[precise]") {
  for (const char* path :
       {"pencils/marchenko_pastur.pencil", "pencils/ridge/isotropic.pencil", "pencils/two_sources/r2.pencil",
        "pencils/two_sources/r4.pencil", "pencils/random_projections/r2.pencil", "pencils/random_projections/r3.pencil",
        "pencils/random_projections/r4.pencil", "pencils/random_features/linear.pencil"}) {
    INFO(path);
    Expected<Model> model = test::load_shipped(path);
    REQUIRE(model);
    const Solution few = solve(*model, default_point(*model), {.digits = 30});
    const Solution many = solve(*model, default_point(*model), {.digits = 150, .certify = true});
    REQUIRE(few.status == Status::Converged);
    REQUIRE(many.status == Status::Converged);
    const WorkingPrecision precision(160);
    for (std::size_t k = 0; k < few.outputs.size(); ++k) {
      const Multi more = test::number(many.outputs[k].digits.real);
      CHECK(abs(test::number(few.outputs[k].digits.real) - more) <= Multi("5.001e-30") * abs(more));
      CHECK(many.outputs[k].value.real() == Approx(few.outputs[k].value.real()).epsilon(1e-15));
    }
    CHECK(many.branch_bound < 1);
    CHECK(many.branch_bound >= many.branch_radius * (1 - 1e-9));
  }
}

TEST_CASE("a difference that two precisions do not see is not taken for zero", "[precise]") {
  Model model = load(ridge +
                     "output dif = tr(inv(Z'*Z + lambda*I)) - tr(inv(Z'*Z + (lambda + 1e-70)*I))\n"
                     "output nothing = (phi - 1/2)*tr(inv(Z'*Z + lambda*I))");
  const Solution solution = solve(model, {Rational(1, 10), Rational(1, 2)}, {.digits = 20});
  REQUIRE(solution.status == Status::Converged);
  const WorkingPrecision precision(120);
  const Multi l = test::number(Rational(1, 10)), p = test::number(Rational(1, 2));
  const Multi expected = test::marchenko_pastur(l, p) - test::marchenko_pastur(l + Multi("1e-70"), p);
  CHECK(test::agree(test::number(solution.outputs[0].digits.real), expected, 19));
  // Zero by its form.
  CHECK(test::number(solution.outputs[1].digits.real) == 0);
}

TEST_CASE("a number that no double holds is refused unless digits are asked for", "[precise]") {
  Model model = load(ridge + "output a = tr(inv(Z'*Z + lambda*I))^100\noutput b = tr(inv(Z'*Z + lambda*I))^-53");
  const ParameterPoint point = {Rational(ten_to_minus(12)), Rational(1)};
  CHECK(solve(model, point, {.certify = true}).status == Status::Stalled);
  const Solution solution = solve(model, point, {.digits = 20});
  REQUIRE(solution.status == Status::Converged);
  const WorkingPrecision precision(60);
  const Multi g = test::marchenko_pastur(test::number(point[0]), Multi(1));
  CHECK(test::agree(test::number(solution.outputs[0].digits.real), pow(g, 100), 19));
  CHECK(test::agree(test::number(solution.outputs[1].digits.real), pow(g, -53), 19));
}

TEST_CASE("the edge of a spectrum itself is refused", "[precise]") {
  Model model = load(ridge + "output g = tr(inv(Z'*Z + lambda*I))");
  // (1 - sqrt(1/4))^2 = 1/4.
  for (const int digits : {0, 20, 100}) {
    CHECK(solve(model, {Rational(-1, 4), Rational(1, 4)}, {.digits = digits}).status != Status::Converged);
  }
}

}  // namespace freepencil
