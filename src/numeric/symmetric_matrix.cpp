// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/symmetric_matrix.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>

namespace freepencil {
namespace {

Eigensystem decompose(const DenseMatrix& matrix, int options) {
  const auto size = static_cast<Eigen::Index>(matrix.size);
  const Eigen::Map<const Eigen::MatrixXd> entries(matrix.entries.data(), size, size);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(entries, options);
  const Eigen::VectorXd& values = solver.eigenvalues();
  Eigensystem result{.values = {values.begin(), values.end()}, .vectors = {}};
  const double floor =
      static_cast<double>(size) * std::numeric_limits<double>::epsilon() * values.cwiseAbs().maxCoeff();
  for (double& value : result.values) {
    if (std::abs(value) <= floor) value = 0;
  }
  if (options == Eigen::ComputeEigenvectors) {
    const Eigen::MatrixXd& vectors = solver.eigenvectors();
    result.vectors.assign(vectors.data(), vectors.data() + vectors.size());
  }
  return result;
}

}  // namespace

std::vector<double> eigenvalues(const DenseMatrix& matrix) { return decompose(matrix, Eigen::EigenvaluesOnly).values; }

Eigensystem eigensystem(const DenseMatrix& matrix) { return decompose(matrix, Eigen::ComputeEigenvectors); }

}  // namespace freepencil
