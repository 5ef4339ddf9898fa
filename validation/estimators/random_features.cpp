// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/random_features.hpp"

#include <cmath>

#include "estimators/realised_spectrum.hpp"

namespace freepencil::validation {

RandomFeatures::RandomFeatures(const SineFeatures& kind, Eigen::Index d, Eigen::Index rows, Draws& draws)
    : directions_(draws.normal(rounded_size(kind.width, d), d, kind.frequency / std::sqrt(static_cast<double>(d)))),
      scale_(std::sqrt(static_cast<double>(rows) / static_cast<double>(directions_.rows()))) {}

Matrix RandomFeatures::of(const Matrix& rows) const {
  return scale_ * (rows * directions_.transpose()).array().sin().matrix();
}

double RandomFeatures::excess_error(const Vector& coefficients, const Vector& truth, const Vector& covariance) const {
  const Matrix weighted = directions_ * covariance.asDiagonal();
  const Matrix shared = weighted * directions_.transpose();
  const Vector damping = (-shared.diagonal().array() / 2).exp();
  const Vector c = scale_ * damping.cwiseProduct(coefficients);
  const double fitted = c.dot(shared.array().sinh().matrix() * c);
  const double cross = c.dot(weighted * truth);
  return fitted - 2 * cross + truth.dot(covariance.cwiseProduct(truth));
}

}  // namespace freepencil::validation
