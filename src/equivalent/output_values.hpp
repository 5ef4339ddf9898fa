// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "laws/point_values.hpp"

namespace freepencil {

/// The outputs as numbers, in the order of the model.
template <class S>
[[nodiscard]] std::vector<S> output_values(const Model& model, const PointValues<RealOf<S>>& at,
                                           const std::vector<S>& traces) {
  const PointLeaves<S> leaves(at);
  std::vector<S> values;
  for (const Output& output : model.outputs) {
    values.push_back(evaluate<S>(*model.scalars, output.value, leaves.leaves(traces)));
  }
  return values;
}

}  // namespace freepencil
