// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/equations.hpp"

#include <algorithm>

#include "pencil/field_point.hpp"

namespace freepencil {

Equations equations(Model& model, const std::vector<double>& sizes) {
  Equations result{linearize(model), {}};
  result.relations = find_relations(model, result.linearization, sizes);
  return result;
}

const Equations& EquationsCache::operator()(Model& model, const std::vector<double>& sizes) {
  std::vector<ScalarId> outputs;
  for (const Output& output : model.outputs) outputs.push_back(output.value);
  const auto order = ordered_shape(sizes, 1).dimensions;
  for (const Entry& entry : entries_) {
    if (entry.outputs != outputs || entry.order != order) continue;
    const Structure structure = analyze(shape_of(model, entry.equations.linearization, sizes));
    if (structure.invertible && structure.unknowns == entry.unknowns && structure.solved == entry.solved) {
      return entry.equations;
    }
  }
  Equations found = equations(model, sizes);
  const Structure structure = analyze(shape_of(model, found.linearization, sizes));
  return entries_.emplace_back(Entry{outputs, order, structure.unknowns, structure.solved, std::move(found)}).equations;
}

}  // namespace freepencil
