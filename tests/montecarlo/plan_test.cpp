// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/plan.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <catch2/catch.hpp>

#include "montecarlo/simulate.hpp"
#include "naive.hpp"
#include "small_model.hpp"

namespace freepencil {
namespace {

using test::SmallModel;

EvaluationPlan plan(const SmallModel& s) {
  const auto ensemble = finite_ensemble(s.model, default_point(s.model), 100);
  std::vector<std::uint32_t> traces(s.model.traces.size());
  for (std::uint32_t k = 0; k < traces.size(); ++k) traces[k] = k;
  return plan_evaluation(s.model, *ensemble, traces, false);
}

template <class Kind>
std::ptrdiff_t count(const EvaluationPlan& plan) {
  return std::ranges::count_if(plan.steps, [](const Step& step) { return std::holds_alternative<Kind>(step.kind); });
}

}  // namespace

TEST_CASE("the ridge functionals need one Gram matrix and one inversion", "[plan]") {
  SmallModel s;
  Matrices& m = s.matrices;
  const auto d = SmallModel::d;
  const MatrixId z = s.random(SmallModel::Z), sigma = m.deterministic(d, s.sigma), gamma = m.deterministic(d, s.gamma);
  const MatrixId root = m.deterministic(d, s.scalars.power(s.sigma, Rational(1, 2)));
  const MatrixId r = m.inverse(s.sum(m.product({root, m.adjoint(z), z, root}), m.deterministic(d, s.lambda)));
  s.output("resolvent", m.product({sigma, r}));  // not worth an inversion of its own once there is one
  s.output("bias", m.product({gamma, r, sigma, r}));
  s.output("variance", m.product({sigma, s.sum(r, s.scale(s.lambda, m.product({r, r})))}));
  const EvaluationPlan p = plan(s);
  CHECK(count<step::Gram>(p) == 1);
  CHECK(count<step::Factorize>(p) == 1);
  CHECK(count<step::Invert>(p) == 1);
  // Scaling by diagonals is no product of matrices, and symmetric matrices are not completed.
  CHECK(count<step::Multiply>(p) + count<step::Solve>(p) + count<step::Mirror>(p) == 0);
}

TEST_CASE("the trace of an inverse alone is taken from its triangular factor", "[plan]") {
  SmallModel s;
  s.output("resolvent", s.matrices.inverse(s.ridge(s.random(SmallModel::Z))));
  const EvaluationPlan p = plan(s);
  CHECK(count<step::InverseDiagonal>(p) == 1);
  CHECK(count<step::Invert>(p) == 0);
}

TEST_CASE("a projected resolvent is a triangular solve and a Gram matrix, shared by its traces", "[plan]") {
  SmallModel s;
  Matrices& m = s.matrices;
  const auto d = SmallModel::d;
  const MatrixId w = s.random(SmallModel::W), sigma = m.deterministic(d, s.sigma);
  const MatrixId inner = m.product({w, m.deterministic(d, s.scalars.add(s.sigma, s.scalars.one())), m.adjoint(w)});
  const MatrixId inverse = m.inverse(s.sum(inner, m.deterministic(SmallModel::m, s.lambda)));
  const MatrixId p = m.product({m.adjoint(w), inverse, w});
  s.output("twice", m.product({p, sigma, p, m.deterministic(d, s.gamma)}));
  s.output("thrice", m.product({p, sigma, p, p}));
  const EvaluationPlan made = plan(s);
  CHECK(count<step::Congruence>(made) == 1);
  CHECK(count<step::Factorize>(made) == 1);
  CHECK(count<step::Invert>(made) + count<step::Solve>(made) == 0);
}

TEST_CASE("every slot is released once, after its last use", "[plan]") {
  SmallModel s;
  const MatrixId r = s.matrices.inverse(s.ridge(s.random(SmallModel::Z)));
  s.output("square", s.matrices.product({r, r, s.matrices.adjoint(s.random(SmallModel::X)), s.random(SmallModel::Z)}));
  const EvaluationPlan p = plan(s);
  std::vector<int> released(p.slots, 0);
  for (const Step& step : p.steps) {
    for (const std::uint32_t slot : step.released) ++released[slot];
  }
  CHECK(std::ranges::all_of(released, [](int times) { return times == 1; }));
}

// tr (Z'Z Gamma)^26 = (1/d) sum of the 26th powers of the eigenvalues of Z Gamma Z'.
TEST_CASE("chains too long for a search of the best order are evaluated all the same", "[evaluator]") {
  SmallModel s;
  const int power = 26;
  const MatrixId z = s.random(SmallModel::Z);
  std::vector<MatrixId> factors;
  for (int k = 0; k < power; ++k) {
    factors.insert(factors.end(), {s.matrices.adjoint(z), z, s.matrices.deterministic(SmallModel::d, s.gamma)});
  }
  s.output("power", s.matrices.product(factors));
  const auto ensemble = finite_ensemble(s.model, default_point(s.model), 20);
  const test::Naive naive(s.model, *ensemble, 1, 0);
  const auto symmetric = naive(s.matrices.product({z, factors[2], s.matrices.adjoint(z)})).matrix;
  const Eigen::VectorXd eigenvalues =
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(symmetric.real(), Eigen::EigenvaluesOnly).eigenvalues();
  const double expected = eigenvalues.array().pow(power).sum() / ensemble->sizes[SmallModel::d];
  const double value = simulate(s.model, *ensemble, {.trials = 1, .seed = 1}).outputs[0].mean.real();
  // Each factor of the power costs the rounding of a product of norm |lambda|max, times |Z|^2 |Gamma| / |lambda|max
  // <= 10.
  CHECK(std::abs(value - expected) <= 10 * power * 20 * std::numeric_limits<double>::epsilon() * expected);
}

}  // namespace freepencil
