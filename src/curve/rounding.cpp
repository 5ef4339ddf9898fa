// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/rounding.hpp"

#include <cmath>
#include <limits>

namespace freepencil {

std::vector<double> parameters_upwards(const Ensemble& ensemble) {
  std::vector<double> values = ensemble.parameters;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (Rational(values[k]) < ensemble.exact_parameters[k]) {
      values[k] = std::nextafter(values[k], std::numeric_limits<double>::infinity());
    }
  }
  return values;
}

PointValues<double> values_upwards(const Model& model, const Ensemble& ensemble, const PointValues<double>* spectra) {
  std::vector<double> parameters = parameters_upwards(ensemble);
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
