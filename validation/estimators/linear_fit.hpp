// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <optional>
#include <variant>

#include "estimators/draws.hpp"

namespace freepencil::validation {

/// The linear map from labels y to coefficients: with N rows and a ridge
///   argmin (1/N)|y - X w|^2 + lambda*|w|^2 = (X'X + N*lambda)^(-1) X'y = X' (XX' + N*lambda)^(-1) y,
/// by Cholesky of the smaller of the two matrices; without a ridge pinv(X)*y, the solution of least norm among those of
/// least squares, by a complete orthogonal decomposition of X itself.
class LinearFit {
 public:
  LinearFit(Matrix rows, std::optional<double> lambda);

  [[nodiscard]] Vector coefficients(const Vector& labels) const;

 private:
  struct Ridge {
    Matrix rows;
    bool dual;
    Eigen::LLT<Matrix> factor;
  };
  using PseudoInverse = Eigen::CompleteOrthogonalDecomposition<Matrix>;
  std::variant<Ridge, PseudoInverse> solver_;
};

}  // namespace freepencil::validation
