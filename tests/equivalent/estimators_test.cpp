// SPDX-License-Identifier: GPL-3.0-or-later
// Estimators as they are defined: families, recursion, random vectors, pseudo-inverses and limits, against traces
// written by hand and exact values.
#include <catch2/catch.hpp>

#include "common/load.hpp"
#include "equivalent/solve_outputs.hpp"

namespace freepencil {
namespace {

double value(const std::string& text, const std::string& name) {
  Expected<Model> model = test::load(text);
  INFO((model ? "" : test::messages(model.errors(), text)));
  REQUIRE(model);
  const Expected<Solution> solution = solve_outputs(*model, default_point(*model), SolveOptions{});
  REQUIRE(solution);
  INFO(solution->reason);
  REQUIRE(solution->status == Status::Converged);
  for (const auto& output : solution->outputs) {
    if (output.name == name) return output.value.real();
  }
  FAIL("no output " << name);
  return 0;
}

constexpr double digits_of_solve = 1e-9;  // vouched_accuracy with a margin for the closed form

std::string setting(const std::string& phi) {
  return "parameter phi = " + phi +
         " > 0\nparameter sigma = 1/2\ndimension n\ndimension d = phi*n\n"
         "random X[n,d] gaussian variance 1/n\nrandom Y[n,d] gaussian variance 1/n\n"
         "spectrum d {\n  1/2 : S = 1, G = 2\n  1/2 : S = 3, G = 1/2\n}\n"
         "vector w[d] covariance G\nvector v[d] covariance S\nvector e[n] variance sigma^2/n\n";
}

}  // namespace

TEST_CASE("means of squares are traces", "[estimators]") {
  const std::string text = setting("1/2") +
                           "output a = mean |X*w + e|^2\noutput b = tr(X'*X*G) + sigma^2\n"
                           "output c = mean((w + v)'*S*(w - 2*v))\noutput d2 = tr(S*G) - 2*tr(S*S)\n"
                           "output f = mean |e|^2 + 3\n";
  CHECK(value(text, "a") == Approx(value(text, "b")).epsilon(digits_of_solve));
  CHECK(value(text, "c") == Approx(value(text, "d2")).epsilon(digits_of_solve));
  CHECK(value(text, "f") == Approx(3.25).epsilon(digits_of_solve));
}

// Penrose 1955; Hastie et al. 2022: tr of the projector is min(1, 1/phi), the variance phi/(1-phi) or 1/(phi-1).
TEST_CASE("the pseudo-inverse is the inverse of the smaller side", "[estimators]") {
  for (const auto& [phi, rank, variance] : {std::tuple("1/2", 1.0, 1.0), {"4", 0.25, 1.0 / 3}, {"9/10", 1.0, 9.0}}) {
    const std::string text = setting(phi) +
                             "output p = tr(pinv(X)*X)\noutput q = tr(X*pinv(X))\n"
                             "output s = mean |pinv(X)*e|^2/sigma^2\n"
                             "output z = limit(mu = 0+, tr(inv(X'*X + mu*I)*X'*X))\n";
    INFO("phi = " << phi);
    CHECK(value(text, "p") == Approx(rank).epsilon(digits_of_solve));
    CHECK(value(text, "z") == Approx(rank).epsilon(digits_of_solve));
    CHECK(value(text, "s") == Approx(variance).epsilon(digits_of_solve));
  }
}

TEST_CASE("the pseudo-inverse of a product goes through its smallest space", "[estimators]") {
  const std::string text =
      "dimension n\ndimension d = 2*n\ndimension m = 1/3*n\n"
      "random A[n,m] gaussian variance 1/n\nrandom B[m,d] gaussian variance 1/n\n"
      "output p = tr(pinv(A*B)*A*B)\noutput q = tr(A*B*pinv(A*B))\noutput one = tr(pinv(2*A)*A)\n";
  CHECK(value(text, "p") == Approx(1.0 / 6).epsilon(digits_of_solve));
  CHECK(value(text, "q") == Approx(1.0 / 3).epsilon(digits_of_solve));
  CHECK(value(text, "one") == Approx(0.5).epsilon(digits_of_solve));
}

TEST_CASE("a recursion is what it says when it is written out", "[estimators]") {
  const std::string text =
      "parameter T = 3\ndimension n\ndimension d = 1/2*n\n"
      "random X[t = 1..T][n,d] gaussian variance 1/n\nvector w0[d] covariance I\n"
      "let R[t] = inv(X[t]'*X[t] + t*I) for t = 1..T\n"
      "let w[0] = w0\nlet w[t] = R[t]*w[t-1] for t = 1..T\n"
      "output a = mean |w[T]|^2\noutput b = tr(R[1]*R[2]*R[3]*R[3]*R[2]*R[1])\n"
      "output c = sum(k = 1..T, k*tr(R[k]))\noutput e = tr(R[1]) + 2*tr(R[2]) + 3*tr(R[3])\n";
  CHECK(value(text, "a") == Approx(value(text, "b")).epsilon(digits_of_solve));
  CHECK(value(text, "c") == Approx(value(text, "e")).epsilon(digits_of_solve));
}

TEST_CASE("settings decide on the structure", "[estimators]") {
  const std::string text =
      "parameter T = 1 in [1,5]\nparameter phi = 1/2 > 0\ndimension n\ndimension d = phi*n\n"
      "random X[t = 1..T][n,d] gaussian variance 1/n\nvector e[t = 1..T][n] variance 1/n\n"
      "output a = sum(t = 1..T, mean |pinv(X[t])*e[t]|^2)\n";
  const Source source("test.pencil", text);
  const auto ast = syntax::parse(source);
  REQUIRE(ast);
  for (const auto& [T, phi, expected] :
       {std::tuple(1, Rational(1, 2), 1.0), {3, Rational(1, 2), 3.0}, {2, Rational(3), 1.0}}) {
    Expected<Model> model = resolve(*ast, source, test::read_file, {.settings = {{"T", Rational(T)}, {"phi", phi}}});
    REQUIRE(model);
    CHECK(model->randoms.size() == static_cast<std::size_t>(T));
    CHECK(model->region.size() == static_cast<std::size_t>(T));
    const auto solution = solve_outputs(*model, {Rational(T), phi}, SolveOptions{});
    REQUIRE(solution);
    REQUIRE(solution->status == Status::Converged);
    CHECK(solution->outputs.front().value.real() == Approx(expected).epsilon(digits_of_solve));
  }
}

// Marchenko and Pastur: as lambda -> 0 the transform diverges where the matrix is singular.
TEST_CASE("a limit that is infinite is no value", "[estimators]") {
  Expected<Model> model = test::load(setting("2") + "output z = limit(mu = 0+, tr(inv(X'*X + mu*I)))\n");
  REQUIRE(model);
  const auto solution = solve_outputs(*model, default_point(*model), SolveOptions{});
  REQUIRE(solution);
  CHECK(solution->status == Status::OutsideDomain);
  CHECK(solution->outputs.empty());
}

TEST_CASE("a limit takes names that were defined before along, and outputs", "[estimators]") {
  const std::string text =
      "parameter lambda = 1/10 > 0\nparameter phi = 1/2\ndimension n\ndimension d = phi*n\n"
      "random X[n,d] gaussian variance 1/n\nlet R = inv(X'*X + lambda*I)\n"
      "output g = tr(R)\noutput z = limit(lambda = 0+, g*tr(R))\noutput y = 2*z\n"
      "output i = limit(lambda = inf, lambda*g)\n";
  CHECK(value(text, "z") == Approx(4.0).epsilon(digits_of_solve));
  CHECK(value(text, "y") == Approx(8.0).epsilon(digits_of_solve));
  CHECK(value(text, "i") == Approx(1.0).epsilon(digits_of_solve));
}

// A block that is smaller than the others by ten powers of ten is not the zero block.
TEST_CASE("tiny aspect ratios have values", "[estimators]") {
  const std::string text =
      "parameter phi = 1e-11 > 0\ndimension n\ndimension d = phi*n\n"
      "dimension n1 = 3/4*n\ndimension n2 = 1/4*n\n"
      "random X1[n1,d] gaussian variance 1/n\nrandom X2[n2,d] gaussian variance 1/n\n"
      "output b = tr(inv(X1'*X1 + X2'*X2))\n";
  CHECK(value(text, "b") == Approx(1 / (1 - 1e-11)).epsilon(digits_of_solve));
}

}  // namespace freepencil
