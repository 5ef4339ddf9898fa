// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/random_features.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace freepencil::validation {
namespace {

TEST_CASE("the excess error of random features is what a test sample estimates") {
  constexpr Eigen::Index d = 6, samples = 20000;
  Draws draws(5, d, 0);
  const RandomFeatures features({.width = 2, .frequency = 1.5}, d, 10, draws);
  const Vector coefficients = draws.normal(2 * d), truth = draws.normal(d);
  const Vector covariance = Vector::LinSpaced(d, 0.5, 2);
  const Matrix x = draws.normal(samples, d) * covariance.cwiseSqrt().asDiagonal();
  const Vector errors = (features.of(x) * coefficients - x * truth).cwiseAbs2();
  const double mean = errors.mean();
  const double deviation = std::sqrt((errors.array() - mean).square().sum() / (samples - 1) / samples);
  CAPTURE(mean, deviation);
  CHECK(std::abs(features.excess_error(coefficients, truth, covariance) - mean) < 4 * deviation);
}

}  // namespace
}  // namespace freepencil::validation
