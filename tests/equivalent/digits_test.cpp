// SPDX-License-Identifier: GPL-3.0-or-later
// Either a value has its digits, or there is no value.
#include <catch2/catch.hpp>
#include <cmath>

#include "common/load.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

const std::string declarations =
    "parameter lambda = 1/10 >= 0\nparameter phi = 1/2 > 0\nparameter s = 1 > 0\n"
    "dimension n\ndimension d = phi*n\nrandom Z[n,d] gaussian variance 1/n\nrandom G[n,n] gaussian variance 1/n\n";

Solution solve(const std::string& outputs, const std::string& lambda = "1/10", const std::string& phi = "1/2",
               const std::string& s = "1") {
  Expected<Model> model = test::load(declarations + outputs);
  if (!model) throw std::runtime_error(test::messages(model.errors(), declarations + outputs));
  auto solution = solve_model(*model, {Rational(lambda), Rational(phi), Rational(s)}, {});
  if (!solution) throw std::runtime_error("no ensemble");
  return *solution;
}

/// phi*lambda*g^2 + (1 - phi + lambda)*g - 1 = 0 without cancellation, in extended precision.
long double stieltjes(long double lambda, long double phi) {
  const long double b = 1 - phi + lambda, root = std::sqrt(b * b + 4 * phi * lambda);
  return b > 0 ? 2 / (b + root) : (root - b) / (2 * phi * lambda);
}

std::string rational(int exponent) { return "1/1" + std::string(static_cast<std::size_t>(exponent), '0'); }

}  // namespace

TEST_CASE("the Marchenko-Pastur transform keeps its digits or is refused", "[digits]") {
  int answered = 0;
  for (const char* phi : {"1/1000000", "1/2", "99/100", "999999/1000000", "1", "1000001/1000000", "2", "1000000"}) {
    for (int exponent = 0; exponent <= 12; exponent += 2) {
      INFO("phi = " << phi << ", lambda = 1e-" << exponent);
      const Solution solution = solve("output g = tr(inv(Z'*Z + lambda*I))", rational(exponent), phi);
      if (solution.status != Status::Converged) {
        CHECK(solution.outputs.empty());
        continue;
      }
      ++answered;
      const auto expected = stieltjes(std::pow(10.0L, -exponent), static_cast<long double>(Rational(phi)));
      // The closed form itself loses digits in 1 - phi: up to six of nineteen.
      CHECK(std::abs(solution.outputs[0].value.real() - static_cast<double>(expected)) <=
            2 * vouched_accuracy * static_cast<double>(expected));
    }
  }
  // 56 points: a solver that refuses them all would pass otherwise.
  CHECK(answered >= 45);
}

TEST_CASE("unknowns of very different size are all solved", "[digits]") {
  const double expected = solve("output a = tr(inv(Z'*Z + lambda*I)^2)").outputs.at(0).value.real();
  for (const char* s : {"1000000000000000000", "100000000000000000000", "1/100000000000000000000"}) {
    INFO("s = " << s);
    const Solution solution = solve("output a = s^2*tr(inv(s*Z'*Z + s*lambda*I)^2)", "1/10", "1/2", s);
    REQUIRE(solution.status == Status::Converged);
    CHECK(solution.outputs[0].value.real() == Approx(expected).epsilon(vouched_accuracy));
  }
}

TEST_CASE("an output that cancels is computed with more digits", "[digits]") {
  const char* difference =
      "output v = 1 - tr((Z'*Z + 1000000000000000000*I)*inv(Z'*Z + (1000000000000000000 + lambda)*I))";
  const Solution solution = solve(difference);
  REQUIRE(solution.status == Status::Converged);
  // lambda times the transform at 1e18 + lambda, where it is 1/(1e18 + lambda + 1) up to its square.
  CHECK(solution.outputs.at(0).value.real() == Approx(1e-19).epsilon(vouched_accuracy));
  // s tr(Z'Z + lambda) up to its square.
  const Solution tiny = solve("output v = tr(inv(I + inv(s*(Z'*Z + lambda*I))))", "1/10", "1/2", rational(20));
  REQUIRE(tiny.status == Status::Converged);
  CHECK(tiny.outputs.at(0).value.real() == Approx(1.1e-20).epsilon(vouched_accuracy));
}

TEST_CASE("an output that is zero to every precision is refused, not printed", "[digits]") {
  const Solution solution =
      solve("output g = tr(inv(Z'*Z + lambda*I))\noutput v = phi*lambda*g^2 + (1 - phi + lambda)*g - 1");
  CHECK(solution.status != Status::Converged);
  CHECK(solution.outputs.empty());
  REQUIRE(solution.failed.size() == 1);
  CHECK(solution.failed[0].name == "v");
  CHECK(solution.failed[0].reason.find("output 'v'") != std::string::npos);
}

TEST_CASE("an inverse inside of an inverse must exist on its own", "[domain]") {
  for (const char* output : {"output o = tr(inv(inv(Z*Z')))", "output o = tr(inv(I + inv(Z*Z')))",
                             "output o = tr(inv(inv(G + G' - I)))", "output o = tr(inv(I + inv(G)*inv(G)'))"}) {
    INFO(output);
    const Solution solution = solve(output);
    CHECK(solution.status == Status::OutsideDomain);
    CHECK(solution.outputs.empty());
  }
  CHECK(solve("output o = tr(inv(inv(Z'*Z)))").outputs.at(0).value.real() == Approx(1).epsilon(vouched_accuracy));
  // tr(A (A + I)^-1) with A = Z'Z is one minus the transform at -1.
  const double expected = 1 - static_cast<double>(stieltjes(1, 0.5L));
  CHECK(solve("output o = tr(inv(I + inv(Z'*Z)))").outputs.at(0).value.real() ==
        Approx(expected).epsilon(vouched_accuracy));
}

TEST_CASE("a pencil block that is singular by its entries is refused", "[domain]") {
  const Solution solution =
      solve("pencil Q {\n  rows d, d\n  columns d, d\n  [ I, I ]\n  [ I, I ]\n}\noutput a = tr(Q^-1[1,1]*Z'*Z)");
  CHECK(solution.status == Status::OutsideDomain);
}

TEST_CASE("only the outputs that have no value are named", "[domain]") {
  const Solution solution = solve("output good = tr(Z'*Z)\noutput bad = tr(inv(G))");
  CHECK(solution.status == Status::OutsideDomain);
  REQUIRE(solution.failed.size() == 1);
  CHECK(solution.failed[0].name == "bad");
  CHECK_FALSE(solution.failed[0].reason.empty());
}

TEST_CASE("complex arithmetic gives the real value on the real axis", "[complex]") {
  const double expected = static_cast<double>(stieltjes(0.1L, 0.5L));
  const Solution solution =
      solve("output g = tr(inv(Z'*Z + (lambda + 1i - 1i)*I))\noutput h = 1i*tr(inv(1i*Z'*Z + lambda*1i*I))");
  REQUIRE(solution.status == Status::Converged);
  for (const Solution::Value& value : solution.outputs) {
    CHECK(std::abs(value.value - expected) <= vouched_accuracy * expected);
  }
}

}  // namespace freepencil
