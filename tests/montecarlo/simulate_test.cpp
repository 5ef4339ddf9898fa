// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/simulate.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "small_model.hpp"

namespace freepencil {
namespace {

using test::SmallModel;

Simulation run(const SmallModel& s, std::int64_t n, SimulationOptions options, const ParameterPoint& point) {
  const auto ensemble = finite_ensemble(s.model, point, n);
  REQUIRE(ensemble);
  return simulate(s.model, *ensemble, options);
}

Simulation run(const SmallModel& s, std::int64_t n, SimulationOptions options) {
  return run(s, n, std::move(options), default_point(s.model));
}

MatrixId add_ridge_resolvent(SmallModel& s) { return s.matrices.inverse(s.ridge(s.random(SmallModel::Z))); }

}  // namespace

TEST_CASE("the result has the same bits at any number of threads") {
  SmallModel s;
  const MatrixId r = add_ridge_resolvent(s);
  s.output("trace", r);
  s.output("pair", s.matrices.product({s.matrices.deterministic(SmallModel::d, s.gamma), r, r}));
  const Simulation one = run(s, 40, {.trials = 23, .seed = 7, .threads = 1});
  for (const int threads : {2, 5}) {
    const Simulation many = run(s, 40, {.trials = 23, .seed = 7, .threads = threads});
    for (std::size_t k = 0; k < one.outputs.size(); ++k) {
      CHECK(many.outputs[k].mean == one.outputs[k].mean);
      CHECK(many.outputs[k].standard_error == one.outputs[k].standard_error);
    }
  }
  CHECK(run(s, 40, {.trials = 23, .seed = 8}).outputs[0].mean != one.outputs[0].mean);
  CHECK(run(s, 40, {.trials = 23, .seed = 7, .entries = EntryLaw::Rademacher}).outputs[0].mean != one.outputs[0].mean);
}

// Marchenko and Pastur 1967: t = tr inv(Z'Z + l I) solves phi l t^2 + (1 - phi + l) t = 1.
TEST_CASE("the Marchenko-Pastur trace agrees with its closed form") {
  SmallModel s;
  s.output("trace", add_ridge_resolvent(s));
  const double l = 0.3, phi = 0.5, b = 1 - phi + l;
  const double limit = (std::sqrt(b * b + 4 * phi * l) - b) / (2 * phi * l);
  for (const EntryLaw law : {EntryLaw::Gaussian, EntryLaw::Uniform, EntryLaw::Rademacher}) {
    const Simulation at = run(s, 200, {.trials = 100, .seed = 1, .entries = law}, {Rational(3, 10)});
    const OutputSample& sample = at.outputs[0];
    // The term of order 1/n is 0.55 for Gaussian entries; a fourth cumulant of at least -2 moves it by less than that.
    CHECK(std::abs(sample.mean.real() - limit) <= 4 * sample.standard_error.real() + 2 * 0.55 / 200);
    CHECK(sample.real);
  }
  // At n = 16 the limit, 1.0452, is far off; another program's 20,000 trials gave 1.0792 +- 0.0007.
  const Simulation small = run(s, 16, {.trials = 4000, .seed = 1}, {Rational(3, 10)});
  const double error = std::hypot(small.outputs[0].standard_error.real(), 0.0007);
  CHECK(std::abs(small.outputs[0].mean.real() - 1.0792) <= 4 * error);
}

TEST_CASE("the standard error is that of independent trials") {
  SmallModel s;
  s.output("trace", s.matrices.product({s.matrices.adjoint(s.random(SmallModel::Z)), s.random(SmallModel::Z)}));
  // tr Z'Z is a sum of n d squares over n d: variance 2 / (n d).
  const Simulation at = run(s, 20, {.trials = 2000, .seed = 5});
  const double expected = std::sqrt(2.0 / (20 * 10) / 2000);
  CHECK(std::abs(at.outputs[0].mean.real() - 1) <= 4 * expected);
  // The relative error of a standard deviation from T trials is near 1/sqrt(2 T).
  CHECK(std::abs(at.outputs[0].standard_error.real() / expected - 1) <= 4 / std::sqrt(2.0 * 2000));
  CHECK(std::isinf(run(s, 20, {.trials = 1}).outputs[0].standard_error.real()));
}

TEST_CASE("a singular matrix is reported instead of a number") {
  SmallModel s;
  const MatrixId z = s.random(SmallModel::Z);
  // n x n of rank d
  s.output("no inverse", s.matrices.inverse(s.matrices.product({z, s.matrices.adjoint(z)})));
  for (const int threads : {1, 3}) {
    const Simulation at = run(s, 20, {.trials = 10, .threads = threads});
    CHECK(at.status == Simulation::Status::Failed);
    CHECK(at.outputs.empty());
    CHECK(at.failure == "an inverse in trace 1 does not exist to working precision in trial 1 at n = 20");
  }
}

TEST_CASE("an output without a finite value is reported") {
  SmallModel s;
  s.output("logarithm", s.random(SmallModel::Y));
  s.model.outputs[0].value = s.scalars.log(s.model.outputs[0].value);
  // The trace of a random matrix is negative in half of the trials.
  const Simulation at = run(s, 20, {.trials = 30, .threads = 3});
  CHECK(at.status == Simulation::Status::Failed);
  CHECK(at.failure == run(s, 20, {.trials = 30, .threads = 1}).failure);
  CHECK(at.failure.find("'logarithm' is not a finite number in trial") != std::string::npos);
}

TEST_CASE("outputs are complex where the file says so") {
  SmallModel s;
  const MatrixId z = s.random(SmallModel::Z);
  const ScalarId i = s.scalars.imaginary_unit();
  const MatrixId gram = s.matrices.product({s.matrices.adjoint(z), z});
  const MatrixId resolvent = s.matrices.inverse(s.sum(gram, s.matrices.deterministic(SmallModel::d, i)));
  s.output("resolvent", resolvent);
  s.output("its length", s.matrices.product({resolvent, s.matrices.adjoint(resolvent)}));
  s.output("real", gram);
  const Simulation at = run(s, 40, {.trials = 10});
  REQUIRE(at.status == Simulation::Status::Finished);
  CHECK_FALSE(at.outputs[0].real);
  CHECK(at.outputs[0].mean.imag() < 0);
  CHECK(at.outputs[0].standard_error.imag() > 0);
  // Resolvent identity: Im tr R = -tr R R*, trial by trial.
  CHECK(at.outputs[1].real);
  CHECK(std::abs(at.outputs[0].mean.imag() + at.outputs[1].mean.real()) <=
        40 * std::numeric_limits<double>::epsilon() * at.outputs[1].mean.real());
  CHECK(at.outputs[2].real);
  CHECK(at.outputs[2].mean.imag() == 0);
}

TEST_CASE("progress counts every trial once") {
  SmallModel s;
  s.output("trace", s.matrices.product({s.matrices.adjoint(s.random(SmallModel::Z)), s.random(SmallModel::Z)}));
  std::int64_t last = 0;
  bool consecutive = true;
  run(s, 10, {.trials = 50, .threads = 4, .progress = [&](std::int64_t done) {
                consecutive = consecutive && done == ++last;
              }});
  CHECK(last == 50);
  CHECK(consecutive);
}

}  // namespace freepencil
