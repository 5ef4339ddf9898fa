// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>

#include "dyson/relations.hpp"

namespace freepencil {

/// What does not depend on the parameter point: the pencil of all outputs and the identities between its traces.
struct Equations {
  Linearization linearization;
  std::vector<Relation> relations;
};

/// The order of the sizes is taken from these ratios: it decides which rectangular blocks can have an inverse.
[[nodiscard]] Equations equations(Model& model, const std::vector<double>& sizes);

/// Equations of one model that have been found before: for the same outputs, at sizes of the same order between which
/// the same traces vanish. Finding the relations is the larger part of the work at most points.
class EquationsCache {
 public:
  [[nodiscard]] const Equations& operator()(Model& model, const std::vector<double>& sizes);

 private:
  struct Entry {
    std::vector<ScalarId> outputs;
    std::vector<std::size_t> order;     ///< of the sizes
    std::vector<TracedBlock> unknowns;  ///< before relations
    std::vector<int> solved;
    Equations equations;
  };
  std::list<Entry> entries_;
};

}  // namespace freepencil
