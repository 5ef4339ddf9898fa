// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/reality.hpp"

#include <algorithm>

namespace freepencil {

Reality::Reality(const Model& model) : model_(model), scalars_(*model.scalars), matrices_(*model.matrices) {
  for (const Output& output : model.outputs) {
    std::vector<bool> visited(scalars_.size(), false);
    std::vector<std::uint32_t>& found = traces_.emplace_back();
    collect(output.value, visited, found);
    std::sort(found.begin(), found.end());
  }
}

void Reality::collect(ScalarId id, std::vector<bool>& visited, std::vector<std::uint32_t>& traces) const {
  const auto index = static_cast<std::size_t>(id);
  if (visited[index]) return;
  visited[index] = true;
  const ScalarNode& node = scalars_[id];
  if (node.kind == ScalarNode::Kind::Trace) traces.push_back(node.index);
  for (const auto& [number, term] : node.terms) collect(term, visited, traces);
}

bool Reality::without_imaginary(MatrixId id) {
  if (const auto known = without_imaginary_.find(id); known != without_imaginary_.end()) return known->second;
  const MatrixNode& node = matrices_[id];
  const auto real_scalar = [&](ScalarId scalar) { return scalars_.is_real(scalar); };
  const auto real_matrix = [&](MatrixId matrix) { return without_imaginary(matrix); };
  bool real = std::ranges::all_of(node.coefficients, real_scalar) && std::ranges::all_of(node.children, real_matrix);
  if (node.kind == MatrixNode::Kind::Deterministic) real = real_scalar(node.function);
  if (node.kind == MatrixNode::Kind::InverseBlock) {
    real = std::ranges::all_of(matrices_.block(node.block).entries, real_matrix);
  }
  without_imaginary_.emplace(id, real);
  return real;
}

bool Reality::is_real(std::size_t output) {
  return scalars_.is_real(model_.outputs[output].value) &&
         std::ranges::all_of(traces_[output], [&](std::uint32_t trace) {
           return without_imaginary(trace) || matrices_.is_self_adjoint(model_.traces[trace]);
         });
}

}  // namespace freepencil
