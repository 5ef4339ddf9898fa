// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dyson/relations.hpp"

namespace freepencil {

/// What does not depend on the parameter point: the pencil of all outputs and the identities between its traces.
struct Equations {
  Linearization linearization;
  std::vector<Relation> relations;
};

/// The order of the sizes is taken from these ratios: it decides which rectangular blocks can have an inverse.
[[nodiscard]] Equations equations(Model& model, const std::vector<double>& sizes);

}  // namespace freepencil
