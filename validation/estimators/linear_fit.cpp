// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/linear_fit.hpp"

#include <utility>

namespace freepencil::validation {
namespace {

Eigen::LLT<Matrix> factor(const Matrix& rows, bool dual, double lambda) {
  const Eigen::Index size = dual ? rows.rows() : rows.cols();
  Matrix gram = Matrix::Zero(size, size);
  // One triangle suffices for both, and the product costs half.
  if (dual) {
    gram.selfadjointView<Eigen::Lower>().rankUpdate(rows);
  } else {
    gram.selfadjointView<Eigen::Lower>().rankUpdate(rows.transpose());
  }
  gram.diagonal().array() += lambda * static_cast<double>(rows.rows());
  return Eigen::LLT<Matrix>(gram);
}

}  // namespace

LinearFit::LinearFit(Matrix rows, std::optional<double> lambda) {
  if (!lambda) {
    solver_.emplace<PseudoInverse>(rows);
    return;
  }
  const bool dual = rows.rows() < rows.cols();
  Eigen::LLT<Matrix> cholesky = factor(rows, dual, *lambda);
  solver_.emplace<Ridge>(std::move(rows), dual, std::move(cholesky));
}

Vector LinearFit::coefficients(const Vector& labels) const {
  if (const auto* pseudo_inverse = std::get_if<PseudoInverse>(&solver_)) return pseudo_inverse->solve(labels);
  const Ridge& ridge = std::get<Ridge>(solver_);
  if (ridge.dual) return ridge.rows.transpose() * ridge.factor.solve(labels);
  return ridge.factor.solve(ridge.rows.transpose() * labels);
}

}  // namespace freepencil::validation
