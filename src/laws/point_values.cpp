// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/point_values.inl.hpp"
#include "numeric/ball.hpp"
#include "numeric/jet.hpp"

namespace freepencil {

template <>
PointValues<double> point_values(const Model&, const Ensemble& ensemble) {
  PointValues<double> result{ensemble.parameters, ensemble.sizes, {}, ensemble.symbols, ensemble.variances};
  for (const AtomicMeasure& measure : ensemble.measures) result.weights.push_back(measure.weights);
  return result;
}

template PointValues<long double> point_values(const Model&, const Ensemble&);
template PointValues<Multi> point_values(const Model&, const Ensemble&);
template PointValues<Ball> point_values(const Model&, const Ensemble&);
template PointValues<double> point_values(const Model&, const Ensemble&, std::vector<double>);
template PointValues<Jet<Multi>> point_values(const Model&, const Ensemble&, std::vector<Jet<Multi>>);
template std::vector<Multi> parameter_values(const Ensemble&);
template std::vector<Jet<Multi>> parameter_values(const Ensemble&);

}  // namespace freepencil
