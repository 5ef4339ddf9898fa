// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/estimator.hpp"

#include <cmath>

#include "estimators/realised_spectrum.hpp"

namespace freepencil::validation {
namespace {

/// S with entries N(0, 1/d) (Strong Model Collapse, section 4; Bach 2023).
std::optional<Matrix> draw_projection(const Fit& fit, Eigen::Index d, Draws& draws) {
  if (!fit.projection) return std::nullopt;
  return draws.normal(rounded_size(*fit.projection, d), d, 1 / std::sqrt(static_cast<double>(d)));
}

std::optional<RandomFeatures> draw_features(const Fit& fit, const Matrix& rows, Draws& draws) {
  if (!fit.features) return std::nullopt;
  return RandomFeatures(*fit.features, rows.cols(), rows.rows(), draws);
}

}  // namespace

Estimator::Estimator(const Fit& fit, const Matrix& rows, const Vector& loss_weight, Draws& draws)
    : projection_(draw_projection(fit, rows.cols(), draws)),
      features_(draw_features(fit, rows, draws)),
      row_scale_(loss_weight.cwiseSqrt()),
      fit_(row_scale_.asDiagonal() * inputs(rows), fit.lambda) {}

Matrix Estimator::inputs(const Matrix& rows) const {
  if (projection_) return rows * projection_->transpose();
  if (features_) return features_->of(rows);
  return rows;
}

void Estimator::learn(const Vector& labels) {
  model_ = fit_.coefficients(row_scale_.cwiseProduct(labels));
  if (projection_) model_ = projection_->transpose() * model_;
}

double Estimator::excess_error(const Vector& truth, const Vector& covariance) const {
  if (features_) return features_->excess_error(model_, truth, covariance);
  return (model_ - truth).cwiseAbs2().dot(covariance);
}

}  // namespace freepencil::validation
