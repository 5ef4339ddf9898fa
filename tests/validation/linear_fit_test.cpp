// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/linear_fit.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace freepencil::validation {
namespace {

struct Data {
  Matrix rows;
  Vector labels;
};

Data draw(Eigen::Index rows, Eigen::Index cols) {
  Draws draws(3, rows, cols);
  return {draws.normal(rows, cols), draws.normal(rows)};
}

/// Rounding of a solve: a multiple of the machine's precision times the condition number.
double rounding(double condition) { return 100 * std::ldexp(condition, -52); }

TEST_CASE("ridge solves the normal equations, by either matrix") {
  for (const auto& [n, d] : {std::pair{9, 5}, std::pair{5, 9}, std::pair{6, 6}}) {
    const auto [X, y] = draw(n, d);
    const double lambda = 0.3;
    const Vector w = LinearFit(X, lambda).coefficients(y);
    const Vector gradient = X.transpose() * (X * w - y) + n * lambda * w;
    CHECK(gradient.norm() < rounding(X.squaredNorm() / (n * lambda)) * (X.transpose() * y).norm());
  }
}

TEST_CASE("ridgeless is the limit of ridge") {
  for (const auto& [n, d] : {std::pair{12, 5}, std::pair{5, 12}}) {
    const auto [X, y] = draw(n, d);
    const Vector limit = LinearFit(X, std::nullopt).coefficients(y);
    // The difference is lambda times a constant, as w(lambda) is analytic: it shrinks by ten with lambda.
    const double far = (LinearFit(X, 1e-4).coefficients(y) - limit).norm();
    const double near = (LinearFit(X, 1e-5).coefficients(y) - limit).norm();
    CHECK(far < 1e-2 * limit.norm());
    CHECK(near / far == Approx(0.1).epsilon(1e-2));
  }
}

TEST_CASE("ridgeless has the conditions of Moore and Penrose, deficient rank included") {
  const Data data = draw(8, 3);
  const Matrix X = data.rows * data.rows.topRows(5).transpose();  // 8 x 5 of rank 3
  const LinearFit fit(X, std::nullopt);
  Matrix inverse(5, 8);
  for (Eigen::Index k = 0; k < 8; ++k) inverse.col(k) = fit.coefficients(Vector::Unit(8, k));
  const double margin = rounding(X.norm() * inverse.norm());
  CHECK((X * inverse * X - X).norm() < margin * X.norm());
  CHECK((inverse * X * inverse - inverse).norm() < margin * inverse.norm());
  CHECK((X * inverse - (X * inverse).transpose()).norm() < margin);
  CHECK((inverse * X - (inverse * X).transpose()).norm() < margin);
}

}  // namespace
}  // namespace freepencil::validation
