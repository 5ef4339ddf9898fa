// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "dyson/from_model.inl.hpp"

namespace freepencil {

namespace {

bool is_real(const Model& model, MatrixId id) {
  const MatrixNode& node = (*model.matrices)[id];
  const bool own = node.kind != MatrixNode::Kind::Deterministic || model.scalars->is_real(node.function);
  return own &&
         std::all_of(node.coefficients.begin(), node.coefficients.end(),
                     [&](ScalarId coefficient) { return model.scalars->is_real(coefficient); }) &&
         std::all_of(node.children.begin(), node.children.end(), [&](MatrixId child) { return is_real(model, child); });
}

}  // namespace

bool is_real(const Model& model, const Linearization& linearization) {
  const auto real = [&](const RandomTerm& term) {
    return model.scalars->is_real(term.coefficient) && is_real(model, term.left) && is_real(model, term.right);
  };
  const auto real_entry = [&](const PencilEntry& entry) {
    return is_real(model, entry.deterministic) && std::all_of(entry.random.begin(), entry.random.end(), real);
  };
  const auto real_trace = [&](const TraceFunctional& trace) {
    return is_real(model, trace.deterministic) &&
           std::all_of(trace.terms.begin(), trace.terms.end(),
                       [&](const TraceTerm& term) { return is_real(model, term.weight); });
  };
  return std::all_of(linearization.pencil.entries.begin(), linearization.pencil.entries.end(), real_entry) &&
         std::all_of(linearization.traces.begin(), linearization.traces.end(), real_trace);
}

template DysonSystem<double> dyson_system(const Model&, const Linearization&, const PointValues<double>&,
                                          const std::vector<Relation>*);

}  // namespace freepencil
