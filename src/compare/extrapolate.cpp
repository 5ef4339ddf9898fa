// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/extrapolate.hpp"

#include <gsl/gsl_multifit.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace freepencil {
namespace {

using Vector = std::unique_ptr<gsl_vector, decltype(&gsl_vector_free)>;
using Matrix = std::unique_ptr<gsl_matrix, decltype(&gsl_matrix_free)>;
using Workspace = std::unique_ptr<gsl_multifit_linear_workspace, decltype(&gsl_multifit_linear_free)>;

Vector make_vector(std::size_t size) { return {gsl_vector_alloc(size), &gsl_vector_free}; }
Matrix make_matrix(std::size_t rows, std::size_t columns) {
  return {gsl_matrix_alloc(rows, columns), &gsl_matrix_free};
}

}  // namespace

Intercept extrapolate(const std::vector<SizedDifference>& differences, const std::vector<int>& powers) {
  const std::size_t points = differences.size();
  const std::size_t terms = std::min(points, powers.size() + 1);
  const Matrix design = make_matrix(points, terms);
  const Vector weights = make_vector(points), values = make_vector(points), fitted = make_vector(terms);
  const Matrix covariance = make_matrix(terms, terms);

  // 1/n is measured in units of the smallest size, which keeps the columns of the design comparable.
  const double unit = differences.front().n;
  for (std::size_t k = 0; k < points; ++k) {
    gsl_matrix_set(design.get(), k, 0, 1);
    for (std::size_t term = 1; term < terms; ++term) {
      gsl_matrix_set(design.get(), k, term, std::pow(unit / differences[k].n, powers[term - 1]));
    }
    gsl_vector_set(weights.get(), k, std::pow(differences[k].standard_error, -2));
    gsl_vector_set(values.get(), k, differences[k].value);
  }
  const Workspace workspace{gsl_multifit_linear_alloc(points, terms), &gsl_multifit_linear_free};
  double chi_squared = 0;
  gsl_multifit_wlinear(design.get(), weights.get(), values.get(), fitted.get(), covariance.get(), &chi_squared,
                       workspace.get());
  return {gsl_vector_get(fitted.get(), 0), std::sqrt(gsl_matrix_get(covariance.get(), 0, 0))};
}

}  // namespace freepencil
