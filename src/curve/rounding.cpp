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

}  // namespace freepencil
