// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/derive_report.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "report/derive_sections.hpp"

namespace freepencil::report {

std::vector<Component> components(const Derivation& derivation) {
  std::vector<std::size_t> order(derivation.unknowns.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return derivation.unknowns[a].component < derivation.unknowns[b].component;
  });
  std::vector<Component> list;
  for (const std::size_t k : order) {
    const auto& unknown = derivation.unknowns[k];
    const bool first = list.empty() || derivation.unknowns[list.back().unknowns[0]].component != unknown.component;
    Component& component = first ? list.emplace_back() : list.back();
    component.unknowns.push_back(k);
    if (unknown.explicitly) continue;
    if (!unknown.linear) component.kind = Component::Kind::Nonlinear;
    if (component.kind == Component::Kind::Closed) component.kind = Component::Kind::Linear;
  }
  return list;
}

Counts counts(const Derivation& derivation) {
  Counts counts;
  for (const auto& unknown : derivation.unknowns) {
    ++(unknown.linear || unknown.explicitly ? counts.linear : counts.nonlinear);
  }
  return counts;
}

std::vector<std::uint32_t> named_blocks(const Model& model, const Derivation& derivation) {
  std::vector<MatrixId> pending;
  for (const auto& unknown : derivation.unknowns) pending.push_back(unknown.matrix);
  for (const auto& equivalent : derivation.equivalents) pending.push_back(equivalent.matrix);
  std::set<MatrixId> seen;
  std::set<std::uint32_t> blocks;
  while (!pending.empty()) {
    const MatrixId id = pending.back();
    pending.pop_back();
    if (!seen.insert(id).second) continue;
    const MatrixNode& node = (*model.matrices)[id];
    if (node.kind == MatrixNode::Kind::InverseBlock) blocks.insert(node.block);
    pending.insert(pending.end(), node.children.begin(), node.children.end());
  }
  return {blocks.begin(), blocks.end()};
}

std::string derive_report(const Context& context, const Model& model, const Derivation& derivation, DeriveFormat format,
                          const Elimination* elimination) {
  switch (format) {
    case DeriveFormat::Text:
      return derive_text(context, model, derivation, elimination);
    case DeriveFormat::Latex:
      return derive_latex(context, model, derivation, elimination);
    case DeriveFormat::Json:
      return derive_json(context, model, derivation, elimination);
    case DeriveFormat::Sympy:
      if (elimination != nullptr) throw std::invalid_argument("polynomials are no script");
      return derive_sympy(context, model, derivation);
  }
  throw std::invalid_argument("an unknown format");
}

}  // namespace freepencil::report
