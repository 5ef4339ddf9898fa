// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/spectral_traces.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace freepencil {

SpectralTraces::SpectralTraces(const Model& model) : model_(model) {
  for (const MatrixId id : model.traces) {
    const MatrixNode& node = (*model.matrices)[id];
    SpectralTrace trace{node.row, model.scalars->zero(), model.matrices->is_zero(id)};
    if (node.kind == MatrixNode::Kind::Deterministic) {
      const std::vector<std::uint32_t> symbols = model.scalars->leaves(node.function, ScalarNode::Kind::Symbol);
      const auto in_a_spectrum = [&](std::uint32_t symbol) { return model.explicit_matrix(symbol) == nullptr; };
      trace = {node.row, node.function, std::all_of(symbols.begin(), symbols.end(), in_a_spectrum)};
    }
    traces_.push_back(trace);
  }
}

ScalarId SpectralTraces::trace(SpaceId space, ScalarId function) {
  if (!scalars().contains(function, ScalarNode::Kind::Symbol)) return function;
  const auto same = [&](const SpectralTrace& known) {
    return known.valid && known.space == space && known.function == function;
  };
  auto at = std::find_if(traces_.begin(), traces_.end(), same);
  if (at == traces_.end()) at = traces_.insert(at, {space, function, true});
  return scalars().leaf(ScalarNode::Kind::Trace, static_cast<std::uint32_t>(at - traces_.begin()));
}

std::vector<std::uint32_t> SpectralTraces::quantities(std::span<const ScalarId> ids) const {
  std::set<std::uint32_t> found, seen;
  std::vector<ScalarId> pending(ids.begin(), ids.end());
  while (!pending.empty()) {
    const ScalarId id = pending.back();
    pending.pop_back();
    for (const std::uint32_t index : scalars().leaves(id, ScalarNode::Kind::Quantity)) found.insert(index);
    for (const std::uint32_t index : scalars().leaves(id, ScalarNode::Kind::Trace)) {
      if (seen.insert(index).second) pending.push_back(traces_[index].function);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace freepencil
