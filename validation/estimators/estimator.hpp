// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "estimators/design.hpp"
#include "estimators/linear_fit.hpp"
#include "estimators/random_features.hpp"

namespace freepencil::validation {

/// A fit to one design, ready for any labels: the factorisation is done once for all rounds that keep the design.
class Estimator {
 public:
  Estimator(const Fit& fit, const Matrix& rows, const Vector& loss_weight, Draws& draws);

  /// Learns from labels.
  void learn(const Vector& labels);
  /// The coefficients of a fit without random features: w = S'v where x was projected to Sx.
  [[nodiscard]] const Vector& model() const { return model_; }
  /// E (prediction - x'w0)^2 over x ~ N(0, covariance), an exact quadratic form.
  [[nodiscard]] double excess_error(const Vector& truth, const Vector& covariance) const;

 private:
  [[nodiscard]] Matrix inputs(const Matrix& rows) const;

  std::optional<Matrix> projection_;
  std::optional<RandomFeatures> features_;
  Vector row_scale_;  ///< square roots of the loss weights: weighted least squares are least squares of scaled rows
  LinearFit fit_;
  Vector model_;
};

}  // namespace freepencil::validation
