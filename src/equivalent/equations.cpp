// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/equations.hpp"

namespace freepencil {

Equations equations(Model& model, const std::vector<double>& sizes) {
  Equations result{linearize(model), {}};
  result.relations = find_relations(model, result.linearization, sizes);
  return result;
}

}  // namespace freepencil
