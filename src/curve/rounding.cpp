// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/rounding.hpp"

#include <cmath>
#include <limits>

namespace freepencil {

std::vector<double> shifted_parameters(const Ensemble& ensemble, int direction) {
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> values = ensemble.parameters;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Rational rounded(values[k]);
    const Rational& exact = ensemble.exact_parameters[k];
    if (direction == FE_UPWARD && rounded < exact) values[k] = std::nextafter(values[k], infinity);
    if (direction == FE_DOWNWARD && rounded > exact) values[k] = std::nextafter(values[k], -infinity);
  }
  return values;
}

PointValues<double> rounded_values(const Model& model, const Ensemble& ensemble, int direction,
                                   const PointValues<double>* spectra) {
  std::vector<double> parameters = shifted_parameters(ensemble, direction);
  if (spectra == nullptr) return point_values<double>(model, ensemble, std::move(parameters));
  PointValues<double> values{std::move(parameters), {}, spectra->weights, spectra->symbols, {}};
  for (const Space& space : model.spaces) {
    const Leaves<double> before{.parameters = values.parameters, .sizes = values.sizes};
    values.sizes.push_back(space.reference ? 1 : evaluate<double>(*model.scalars, space.size, before));
  }
  const Leaves<double> here{.parameters = values.parameters, .sizes = values.sizes};
  for (const RandomMatrix& matrix : model.randoms) {
    values.variances.push_back(evaluate<double>(*model.scalars, matrix.variance, here));
  }
  return values;
}

}  // namespace freepencil
