// SPDX-License-Identifier: GPL-3.0-or-later
// The Dyson system of a file, as the program solves it.
#pragma once

#include <string>

#include "common/load.hpp"
#include "dyson/from_model.hpp"

namespace freepencil::test {

/// Parameters as `lambda=1/10 phi=2`; the others keep their defaults.
inline ParameterPoint point_of(const Model& model, const std::string& assignments) {
  ParameterPoint point = default_point(model);
  std::istringstream in(assignments);
  for (std::string item; in >> item;) {
    const auto equals = item.find('=');
    point[*model.find_parameter(item.substr(0, equals))] = Rational(item.substr(equals + 1));
  }
  return point;
}

/// With the relations between its traces, so that few unknowns are left, or with every trace an unknown.
template <class S>
DysonSystem<S> system_of(Model& model, const std::string& assignments = "", bool reduced = true) {
  const auto linearization = linearize(model);
  const auto ensemble = limit_ensemble(model, point_of(model, assignments));
  if (!ensemble) throw std::runtime_error("no ensemble at " + assignments);
  if (!reduced) return dyson_system<S>(model, linearization, *ensemble);
  const auto relations = find_relations(model, linearization, ensemble->sizes);
  return dyson_system<S>(model, linearization, *ensemble, &relations);
}

template <class S>
DysonSystem<S> system_of(const std::string& text, const std::string& assignments = "", bool reduced = true) {
  auto model = load(text);
  if (!model) throw std::runtime_error(messages(model.errors(), text));
  return system_of<S>(*model, assignments, reduced);
}

}  // namespace freepencil::test
