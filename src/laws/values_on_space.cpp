// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/evaluate.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

template <class S>
std::vector<S> values_on_space(const Scalars& scalars, const Ensemble& ensemble, SpaceId space, ScalarId f) {
  const std::vector<S> parameters(ensemble.parameters.begin(), ensemble.parameters.end());
  const std::vector<S> sizes(ensemble.sizes.begin(), ensemble.sizes.end());
  std::vector<std::vector<S>> symbols;
  for (const auto& values : ensemble.symbols) symbols.emplace_back(values.begin(), values.end());
  return evaluate_rows<S>(scalars, f, {.parameters = parameters, .sizes = sizes, .symbols = symbols},
                          ensemble.measures[space].weights.size());
}

template std::vector<double> values_on_space(const Scalars&, const Ensemble&, SpaceId, ScalarId);
template std::vector<std::complex<double>> values_on_space(const Scalars&, const Ensemble&, SpaceId, ScalarId);

}  // namespace freepencil
