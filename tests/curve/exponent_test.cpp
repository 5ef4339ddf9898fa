// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/exponent.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "curve/regimes.hpp"
#include "curve/simple_fraction.hpp"
#include "expr/resolve.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

Scaling scaling_of(const std::string& f, const std::string& from, const std::string& to) {
  const Source source(
      "test",
      "parameter T = 2 > 0\ndimension n\nrandom Z[n,n] gaussian variance 1/n\noutput g = tr(Z'*Z)*(" + f + ")\n");
  auto ast = syntax::parse(source);
  REQUIRE(ast);
  const ModelFor model_for = [&](const ParameterPoint&) { return resolve(*ast, source, {}, {}); };
  const Expected<Model> model = model_for({});
  REQUIRE(model);
  return scaling(*model, model_for, default_point(*model), {.output = "g", .parameter = 0, .from = from, .to = to});
}

}  // namespace

TEST_CASE("a pure power has one regime and its exponent", "[curve]") {
  const Scaling found = scaling_of("3*T^(-6/11)", "10", "1000000");
  REQUIRE(found.status == Status::Converged);
  REQUIRE(found.regimes.size() == 1);
  CHECK(found.regimes[0].rational == "-6/11");
}

TEST_CASE("two powers: both exponents within their errors, and the crossover where both terms balance", "[curve]") {
  // a T^p + b T^q has local exponent (p + q)/2 where both terms are equal.
  const Scaling found = scaling_of("T^(-6/11) + T^(5/11)/1000000", "100", "10000000000");
  REQUIRE(found.status == Status::Converged);
  REQUIRE(found.regimes.size() == 2);
  const double exponents[] = {-6.0 / 11, 5.0 / 11};
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK(std::abs(found.regimes[k].exponent - exponents[k]) <= found.regimes[k].error);
    CHECK(found.regimes[k].error < 1e-3);
  }
  CHECK(found.regimes[0].rational == "-6/11");
  CHECK(found.regimes[1].rational == "5/11");
  REQUIRE(found.crossovers.size() == 1);
  // The midpoint is that of the measured exponents, which the slope (p - q)^2/4 of the exponent turns into an error.
  const double error = (found.regimes[0].error + found.regimes[1].error) / 0.25 + same_exponent;
  CHECK(std::abs(std::log(found.crossovers[0].at / 1e6)) < error);
}

TEST_CASE("a regime ends where the exponent is another one", "[curve]") {
  const Scaling found = scaling_of("exp(-T/1000000)/T^2", "1", "100000000");
  REQUIRE(found.status == Status::Converged);
  REQUIRE(found.regimes.size() == 1);
  CHECK(found.regimes[0].rational == "-2");
  // The local exponent is -2 - T/1e6, and points are a factor of 10^(1/4) apart.
  CHECK(found.regimes[0].to <= same_exponent * 1e6 * 1.01);
  CHECK(found.regimes[0].to * std::pow(10, 0.25) >= same_exponent * 1e6);
}

TEST_CASE("what follows no power has no exponent", "[curve]") {
  CHECK(scaling_of("exp(-T)", "1", "100").status == Status::Stalled);
}

TEST_CASE("extrapolation takes out two geometric sequences, one of them growing", "[curve]") {
  std::vector<double> a;
  for (int k = 0; k < 12; ++k) a.push_back(0.3 + 0.1 * std::pow(0.5, k) - 1e-4 * std::pow(1.7, k));
  const auto found = extrapolated(a);
  REQUIRE(found);
  CHECK(std::abs(found->exponent - 0.3) < 1e-9);
  CHECK_FALSE(extrapolated({1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST_CASE("the simplest fraction within an error, unless one that simple is there by accident", "[curve]") {
  CHECK(simple_fraction(-0.54547, 1e-4) == Rational(-6, 11));
  CHECK(simple_fraction(0.333, 0.01) == Rational(1, 3));
  CHECK(simple_fraction(2.00001, 1e-4) == Rational(2));
  CHECK(simple_fraction(1e-5, 1e-4) == Rational(0));
  CHECK_FALSE(simple_fraction(0.5454, 0.02));
  CHECK_FALSE(simple_fraction(std::sqrt(2), 1e-2).value_or(Rational(7, 5)) != Rational(7, 5));
}

}  // namespace freepencil
