// SPDX-License-Identifier: GPL-3.0-or-later
// The term of order 1/n against exact moments and the formulas of the literature.
#include "equivalent/finite_size.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "common/load.hpp"
#include "common/multi.hpp"
#include "equivalent/solve_model.hpp"

namespace freepencil {
namespace {

SolveRequest asked(int digits = 0) {
  return {.digits = digits, .certify = false, .finite_size = true, .derivatives = {}};
}

Solution solve(const std::string& file, const std::vector<Rational>& point = {}) {
  Expected<Model> model = test::load(file);
  if (!model) throw std::runtime_error(test::messages(model.errors(), file));
  auto solution = solve_model(*model, point.empty() ? default_point(*model) : point, {}, asked());
  if (!solution) throw std::runtime_error(test::messages(solution.errors(), file));
  return *solution;
}

/// Limits and terms are vouched for with finite_size_accuracy, and are much better.
void check_term(const Solution::Value& output, double expected) {
  INFO(output.name);
  REQUIRE(output.finite_size);
  CHECK(std::abs(*output.finite_size - expected) <= finite_size_accuracy * std::abs(expected));
}

const std::string declarations =
    "parameter lambda = 3/10 > 0\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n";

}  // namespace

TEST_CASE("values that simulation has confirmed at n = 16", "[finite size]") {
  const Solution solution = solve(
      declarations +
      "random Z[n,d] gaussian variance 1/n\nspectrum d {\n  1/2 : S = sqrt(2), Th = 1\n  1/2 : S = 1/2, Th = 3\n}\n"
      "let R = inv(S*Z'*Z*S + lambda*I)\noutput mp = tr(inv(Z'*Z + lambda*I))\noutput b = tr(R*Th*R*S*S)\n");
  REQUIRE(solution.outputs.size() == 2);
  const auto at_16 = [&](int k) {
    return (solution.outputs[k].value + *solution.outputs[k].finite_size / 16.0).real();
  };
  CHECK(at_16(0) == Approx(1.0798).margin(5e-5));
  CHECK(at_16(1) == Approx(2.6359).margin(5e-5));
}

// Haagerup and Thorbjornsen 2003, Hanlon, Stanley and Stembridge 1992: E Tr(Z'Z)^k n^k of a real Gaussian n x d matrix
// is nd, nd(n+d+1), nd(n^2+d^2+3nd+3n+3d+4), nd(n^3+d^3+6n^2d+6nd^2+6n^2+6d^2+17nd+...).
TEST_CASE("exact moments of real Wishart matrices", "[finite size]") {
  const Solution solution = solve(declarations +
                                  "random Z[n,d] gaussian variance 1/n\nlet W = Z'*Z\noutput m1 = tr(W)\n"
                                  "output m2 = tr(W*W)\noutput m3 = tr(W*W*W)\noutput m4 = tr(W*W*W*W)\n");
  const double phi = 0.5;
  check_term(solution.outputs[0], 0);
  check_term(solution.outputs[1], 1);
  check_term(solution.outputs[2], 3 + 3 * phi);
  check_term(solution.outputs[3], 6 + 17 * phi + 6 * phi * phi);
}

// With entries x: E Tr(Z'Z)^2 n^2 = nd(n+d+1) + nd(E x^4 - 3).
TEST_CASE("exact second moments for other laws of the entries", "[finite size]") {
  for (const auto& [law, excess] : {std::pair("gaussian", 0.0), {"rademacher", -2.0}, {"uniform", -1.2}}) {
    const Solution solution = solve(declarations + "random Z[n,d] " + law +
                                    " variance 1/n\noutput m1 = tr(Z'*Z)\noutput m2 = tr(Z'*Z*Z'*Z)\n");
    check_term(solution.outputs[0], 0);
    check_term(solution.outputs[1], 1 + excess);
  }
}

// The limit is zero by structure and the mean is not: E tr Z^2 = 1/n; E tr Z^4 = 0 + O(n^-2), E tr Z^2 Z'^2 = 1 +
// 1/n...
TEST_CASE("a trace that vanishes in the limit has its term all the same", "[finite size]") {
  const Solution solution =
      solve(declarations + "random Z[n,n] gaussian variance 1/n\noutput a = tr(Z*Z)\noutput b = tr(Z)\n");
  CHECK(solution.outputs[0].value == 0.0);
  check_term(solution.outputs[0], 1);
  check_term(solution.outputs[1], 0);
}

// Bai and Silverstein 2004, Theorem 1.1, (1.3), for real entries: the trace of the n x n resolvent at -l has the mean
// n m + phi int m^3 t^2/(1 + m t)^3 / (1 - phi int m^2 t^2/(1 + m t)^2)^2, where 1/m = l + phi int t/(1 + m t).
TEST_CASE("Bai and Silverstein 2004: the mean of linear statistics of a sample covariance matrix", "[finite size]") {
  const std::string file =
      declarations +
      "random Z[n,d] gaussian variance 1/n\nspectrum d {\n  1/2 : S = 2\n  1/3 : S = 1\n  1/6 : S = "
      "1/9\n}\noutput m = tr(inv(Z*S*Z' + lambda*I))\n";
  const std::vector<std::pair<long double, long double>> spectrum = {{0.5L, 2}, {1 / 3.0L, 1}, {1 / 6.0L, 1 / 9.0L}};
  int answered = 0;
  for (const char* phi : {"1/1000", "1/2", "99/100", "1", "2", "1000"}) {
    for (const char* lambda : {"10", "3/10", "1/100", "1/1000000", "1/1000000000000"}) {
      INFO("phi = " << phi << ", lambda = " << lambda);
      const Solution solution = solve(file, {Rational(lambda), Rational(phi)});
      if (solution.status != Status::Converged) {
        CHECK(solution.outputs.empty());
        continue;
      }
      ++answered;
      const long double m = solution.outputs[0].value.real(), ratio = Rational(phi).convert_to<long double>();
      long double numerator = 0, denominator = 1;
      for (const auto& [weight, t] : spectrum) {
        const long double x = m * t / (1 + m * t);
        numerator += ratio * weight * x * x * m / (1 + m * t);
        denominator -= ratio * weight * x * x;
      }
      // The limit has an error of vouched_accuracy at most, which the denominator may amplify.
      const long double expected = numerator / (denominator * denominator);
      const auto tolerance = std::max<long double>(finite_size_accuracy, 1e-15L / denominator);
      CHECK(std::abs(static_cast<long double>(solution.outputs[0].finite_size->real()) - expected) <=
            tolerance * expected);
    }
  }
  CHECK(answered >= 24);
}

TEST_CASE("a finite ensemble gives the correction itself", "[finite size]") {
  for (const char* file : {"pencils/random_projections/r4.pencil", "pencils/random_features/linear.pencil"}) {
    Expected<Model> model = test::load_shipped(file);
    REQUIRE(model);
    const auto limit = solve_model(*model, default_point(*model), {}, asked());
    REQUIRE(limit);
    // All sizes and spectra are realised exactly at these n.
    for (const std::int64_t n : {100, 1200}) {
      const auto ensemble = finite_ensemble(*model, default_point(*model), n);
      REQUIRE(ensemble);
      const Equations prepared = equations(*model, ensemble->sizes);
      Solution solution = solve_ensemble(*model, prepared, *ensemble, {});
      REQUIRE(solution.status == Status::Converged);
      CHECK_FALSE(add_finite_size(*model, prepared, *ensemble, declared_laws(*model), {}, solution).has_value());
      for (std::size_t k = 0; k < solution.outputs.size(); ++k) {
        check_term(solution.outputs[k], limit->outputs[k].finite_size->real() / static_cast<double>(n));
      }
    }
  }
}

TEST_CASE("outputs that are functions of traces follow the chain rule", "[finite size]") {
  const Solution solution =
      solve(declarations +
            "random Z[n,d] gaussian variance 1/n\noutput a = tr(inv(Z'*Z + lambda*I))\noutput b = tr(Z'*Z*Z'*Z)\n"
            "output f = phi*a^2/(1 + b) - sqrt(a*b) + exp(-b)*log(a) + a^(b + phi)\n");
  REQUIRE(solution.status == Status::Converged);
  const double a = solution.outputs[0].value.real(), b = solution.outputs[1].value.real();
  const double da = solution.outputs[0].finite_size->real(), db = solution.outputs[1].finite_size->real();
  const double of_a = a / (1 + b) - std::sqrt(b / a) / 2 + std::exp(-b) / a + (b + 0.5) * std::pow(a, b - 0.5);
  const double of_b = -0.5 * a * a / ((1 + b) * (1 + b)) - std::sqrt(a / b) / 2 - std::exp(-b) * std::log(a) +
                      std::pow(a, b + 0.5) * std::log(a);
  check_term(solution.outputs[2], of_a * da + of_b * db);
}

TEST_CASE("a term that rounding has taken is refused", "[finite size]") {
  const Solution solution =
      solve(declarations +
            "random Z[n,d] gaussian variance 1/n\nrandom Y[n,d] gaussian variance 1/n\n"
            "output x = 1 + tr(inv(Z'*Z + lambda*I)) - tr(inv(Y'*Y + (lambda + 1/1000000000000)*I))\n");
  CHECK(solution.status == Status::Stalled);
  CHECK(solution.outputs.empty());
  REQUIRE(solution.failed.size() == 1);
  CHECK(solution.failed[0].name == "x");
  CHECK(solution.reason.find("the term of order 1/n of output 'x' is lost to rounding") == 0);

  // What cancels exactly is zero, not lost.
  const Solution zero = solve(declarations +
                              "random Z[n,d] gaussian variance 1/n\nrandom Y[n,d] gaussian variance 1/n\n"
                              "output x = 1 + tr(inv(Z'*Z + lambda*I)) - tr(inv(Y'*Y + lambda*I))\n");
  REQUIRE(zero.status == Status::Converged);
  CHECK(zero.outputs[0].finite_size == 0.0);
}

TEST_CASE("an output without a derivative has no term", "[finite size]") {
  const Solution solution = solve(declarations + "random Z[n,n] gaussian variance 1/n\noutput x = 1 + sqrt(tr(Z*Z))\n");
  CHECK(solution.status == Status::Stalled);
  CHECK(solution.reason == "output 'x' has no finite derivative with respect to its traces");
}

// Bai and Silverstein 2004, by the other road: more digits.
TEST_CASE("terms of order 1/n of shipped files are the same to more digits", "[finite size]") {
  for (const char* path : {"marchenko_pastur", "ridge/isotropic", "two_sources/r2", "two_sources/r4",
                           "random_projections/resolvent", "random_projections/r2", "random_features/linear"}) {
    INFO(path);
    Expected<Model> model = test::load_shipped("pencils/" + std::string(path) + ".pencil");
    REQUIRE(model);
    const auto plain = solve_model(*model, default_point(*model), {}, asked());
    const auto few = solve_model(*model, default_point(*model), {}, asked(40));
    const auto many = solve_model(*model, default_point(*model), {}, asked(80));
    REQUIRE(plain->status == Status::Converged);
    INFO(many->reason);
    REQUIRE(few->status == Status::Converged);
    REQUIRE(many->status == Status::Converged);
    const WorkingPrecision precision(100);
    for (std::size_t k = 0; k < plain->outputs.size(); ++k) {
      const Multi more = test::number(many->outputs[k].finite_size_digits.real);
      CHECK(test::agree(test::number(few->outputs[k].finite_size_digits.real), more, 39));
      CHECK(std::abs(*plain->outputs[k].finite_size - *many->outputs[k].finite_size) <=
            finite_size_accuracy * std::abs(*many->outputs[k].finite_size));
    }
  }
}

}  // namespace freepencil
