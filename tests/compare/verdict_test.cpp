// SPDX-License-Identifier: GPL-3.0-or-later
// A validation must be able to say no.
#include <catch2/catch.hpp>
#include <random>

#include "common/load.hpp"
#include "compare/extrapolate.hpp"
#include "compare/validate_model.hpp"

namespace freepencil {
namespace {

const std::string ridge =
    "parameter lambda = 1/2 > 0\ndimension n\ndimension d = 1/2*n\nrandom Z[n,d] gaussian variance 1/n\n"
    "output g = tr(inv(Z'*Z + lambda*I))\n";

ValidationOptions small() {
  ValidationOptions options;
  options.sizes = {20, 40, 80};
  options.trials = 50;
  return options;
}

}  // namespace

TEST_CASE("the intercept of an exact expansion is exact", "[extrapolation]") {
  std::vector<SizedDifference> differences;
  for (const double n : {20.0, 40.0, 80.0, 160.0}) differences.push_back({n, 0.25 - 3 / n + 40 / (n * n), 1 / n});
  const Intercept intercept = extrapolate(differences);
  // Four points and three unknowns: the fit is exact up to rounding, amplified by the spread of the weights.
  CHECK(intercept.value == Approx(0.25).margin(1e-12));

  // Three points in powers of h, h/2, h/4: Richardson's weights 1/3, -2, 8/3.
  differences.pop_back();
  const double expected = std::sqrt(1.0 / 9 / 400 + 4.0 / 1600 + 64.0 / 9 / 6400);
  CHECK(extrapolate(differences).standard_error == Approx(expected).epsilon(1e-10));
}

TEST_CASE("the powers of the fit are those asked for, as many as sizes can tell apart", "[extrapolation]") {
  std::vector<SizedDifference> differences;
  for (const double n : {16.0, 32.0, 64.0}) differences.push_back({n, 0.25 - 3 / (n * n) + 40 / (n * n * n), 1 / n});
  CHECK(extrapolate(differences, {2, 3}).value == Approx(0.25).margin(1e-12));
  // Without a term of order 1/n to find, the same data tell the intercept three times as well: the weights of the
  // sizes are 1/21, -4/7, 32/21 where they are 1/3, -2, 8/3 with it.
  const double with = extrapolate(differences).standard_error,
               without = extrapolate(differences, {2, 3}).standard_error;
  const auto error = [](double a, double b, double c) { return std::sqrt(a * a + b * b / 4 + c * c / 16) / 16; };
  CHECK(with == Approx(error(1.0 / 3, 2, 8.0 / 3)).epsilon(1e-10));
  CHECK(without == Approx(error(1.0 / 21, 4.0 / 7, 32.0 / 21)).epsilon(1e-10));
  differences.resize(1);
  CHECK(extrapolate(differences, {2, 3}).value == differences[0].value);
}

TEST_CASE("the intercept has the standard error that it claims", "[extrapolation]") {
  std::mt19937_64 engine(3);
  std::normal_distribution<double> normal;
  const int repetitions = 4000;
  double sum = 0;
  for (int k = 0; k < repetitions; ++k) {
    std::vector<SizedDifference> differences;
    for (const double n : {10.0, 20.0, 40.0, 80.0}) {
      differences.push_back({n, 2 / n - 5 / (n * n) + 0.3 / n * normal(engine), 0.3 / n});
    }
    const Intercept intercept = extrapolate(differences);
    sum += std::pow(intercept.value / intercept.standard_error, 2);
  }
  CHECK(std::abs(sum - repetitions) < 5 * std::sqrt(2.0 * repetitions));
}

TEST_CASE("verdicts follow z and the resolution", "[verdict]") {
  CHECK(judge(1, 0.5, 0.01) == Verdict::Agrees);
  CHECK(judge(1, -4.5, 0.01) == Verdict::Undecided);
  CHECK(judge(1, 5.5, 0.01) == Verdict::Refuted);
  CHECK(judge(1, 0.5, 0.2) == Verdict::Undecided);  // too noisy to say yes
  CHECK(judge(1, -5.5, 0.2) == Verdict::Refuted);   // but not to say no
  CHECK(judge(0, 0.5, 0.2) == Verdict::Agrees);     // zero has no relative accuracy
  CHECK(judge(1, std::numeric_limits<double>::quiet_NaN(), 0.01) == Verdict::Undecided);
}

TEST_CASE("a true limit agrees at any law of the entries", "[validation][universality]") {
  for (const char* law : {"gaussian", "rademacher", "uniform"}) {
    Expected<Model> model = test::load(ridge);
    REQUIRE(model);
    ValidationOptions options = small();
    options.entries = law;
    const auto validation = validate_model(*model, default_point(*model), options);
    REQUIRE(validation);
    INFO(law << ": z = " << validation->outputs[0].z);
    CHECK(validation->outputs[0].verdict == Verdict::Agrees);
  }
}

TEST_CASE("without a term of order 1/n the fit determines it", "[validation]") {
  // Two terms that differ in the thirteenth digit: their difference has no digits.
  Expected<Model> model = test::load(
      "dimension n\ndimension d = 1/2*n\nrandom Z[n,d] gaussian variance 1/n\nrandom Y[n,d] gaussian variance 1/n\n"
      "output x = 1 + tr(inv(Z'*Z + I)) - tr(inv(Y'*Y + (1 + 1/1000000000000)*I))\n");
  REQUIRE(model);
  const auto validation = validate_model(*model, default_point(*model), small());
  REQUIRE(validation);
  CHECK(validation->uncorrected.find("the term of order 1/n of output 'x' is lost to rounding") == 0);
  const Validation::Entry& entry = validation->outputs.at(0);
  CHECK(std::isnan(entry.finite_size));
  CHECK(entry.verdict == Verdict::Agrees);
  std::vector<SizedDifference> differences;
  for (const Validation::Size& size : entry.sizes) {
    CHECK(std::isnan(size.correction));
    differences.push_back({static_cast<double>(size.n), size.mean - size.theory, size.standard_error});
  }
  CHECK(entry.extrapolated == entry.theory + extrapolate(differences, {1, 2}).value);
}

TEST_CASE("a limit that is wrong by two per cent is refuted", "[validation]") {
  // The wrong theory is that of a neighbouring ridge: its simulation and its limit come from different files.
  Expected<Model> model = test::load(ridge);
  REQUIRE(model);
  ValidationOptions options = small();
  options.trials = 400;
  auto validation = validate_model(*model, default_point(*model), options);
  REQUIRE(validation);
  const Validation::Entry& entry = validation->outputs[0];
  CHECK(entry.verdict == Verdict::Agrees);
  std::vector<SizedDifference> differences;
  for (const Validation::Size& size : entry.sizes) {
    differences.push_back({static_cast<double>(size.n), size.mean - 1.02 * size.theory, size.standard_error});
  }
  const Intercept wrong = extrapolate(differences);
  CHECK(judge(1.02 * entry.theory, wrong.value / wrong.standard_error, wrong.standard_error) == Verdict::Refuted);
}

TEST_CASE("the digits of a validation do not depend on the number of threads", "[validation]") {
  std::vector<double> means;
  for (const int threads : {1, 2, 5}) {
    Expected<Model> model = test::load(ridge);
    REQUIRE(model);
    ValidationOptions options = small();
    options.threads = threads;
    const auto validation = validate_model(*model, default_point(*model), options);
    REQUIRE(validation);
    means.push_back(validation->outputs[0].extrapolated);
  }
  CHECK(means[0] == means[1]);
  CHECK(means[0] == means[2]);
}

TEST_CASE("a validation without a limit gives no numbers", "[validation]") {
  Expected<Model> model = test::load(
      "dimension n\ndimension d = 1/2*n\nrandom Z[n,d] gaussian variance 1/n\noutput g = tr(inv(Z'*Z - I))\n");
  REQUIRE(model);
  const auto validation = validate_model(*model, default_point(*model), small());
  REQUIRE(validation);
  CHECK(validation->status != Status::Converged);
  CHECK(validation->outputs.empty());
  CHECK_FALSE(validation->reason.empty());
}

TEST_CASE("complex outputs are compared part by part", "[validation]") {
  Expected<Model> model = test::load(
      "dimension n\ndimension d = 1/2*n\nrandom Z[n,d] gaussian variance 1/n\noutput g = tr(inv(Z'*Z - (1 + "
      "1/2*1i)*I))\n");
  REQUIRE(model);
  ValidationOptions options = small();
  options.trials = 400;  // the real part is small: it takes more to know it to five per cent
  const auto validation = validate_model(*model, default_point(*model), options);
  REQUIRE(validation);
  REQUIRE(validation->status == Status::Converged);
  REQUIRE(validation->outputs.size() == 2);
  CHECK(validation->outputs[0].name == "re(g)");
  CHECK(validation->outputs[1].name == "im(g)");
  for (const Validation::Entry& entry : validation->outputs) CHECK(entry.verdict == Verdict::Agrees);
}

}  // namespace freepencil
