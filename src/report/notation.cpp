// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/notation.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "report/names.hpp"
#include "report/notation_writer.hpp"

namespace freepencil::report {

namespace {

const Style& style_of(Notation notation) {
  switch (notation) {
    case Notation::Pencil:
      return pencil_style;
    case Notation::Latex:
      return latex_style;
    case Notation::Sympy:
      return sympy_style;
  }
  throw std::logic_error("an unknown notation");
}

template <class Rename>
LeafNames leaf_names(const Model& model, Rename&& rename) {
  LeafNames names;
  for (const Parameter& parameter : model.parameters) names.parameters.push_back(rename(parameter.name));
  for (const Space& space : model.spaces) names.sizes.push_back(rename(space.name));
  for (const Symbol& symbol : model.symbols) names.symbols.push_back(rename(symbol.name));
  for (const RandomMatrix& random : model.randoms) names.randoms.push_back(rename(random.name));
  return names;
}

LeafNames leaf_names(const Model& model, std::span<const Derivation::Unknown> unknowns, Notation notation) {
  LeafNames names;
  PythonNames python;
  switch (notation) {
    case Notation::Pencil:
      names = leaf_names(model, [](const std::string& name) { return name; });
      names.traces.assign(model.spaces.size(), "tr");
      for (const auto& unknown : unknowns) names.unknowns.push_back(unknown.name);
      break;
    case Notation::Latex:
      names = leaf_names(model, [](const std::string& name) { return latex_name(name); });
      names.traces.assign(model.spaces.size(), "\\operatorname{tr}");
      for (const auto& unknown : unknowns) names.unknowns.push_back(unknown.symbol);
      break;
    case Notation::Sympy:
      names = leaf_names(model, [&](const std::string& name) { return python.make(name); });
      for (const auto& unknown : unknowns) names.unknowns.push_back(python.make(unknown.name));
      for (const Space& space : model.spaces) names.traces.push_back(python.make("tr_" + space.name));
      break;
  }
  return names;
}

}  // namespace

Printer::Printer(const Model& model, std::span<const Derivation::Unknown> unknowns, Notation notation)
    : style_(&style_of(notation)), names_(leaf_names(model, unknowns, notation)), builder_(model) {}

std::string Printer::scalar(ScalarId id) { return NotationWriter(*style_, names_).sum(builder_.scalar(id)); }

std::string Printer::matrix(MatrixId id) { return NotationWriter(*style_, names_).sum(builder_.matrix(id)); }

std::string Printer::trace(MatrixId id) { return NotationWriter(*style_, names_).sum(builder_.trace(id)); }

std::vector<std::string> Printer::terms(ScalarId id) {
  return NotationWriter(*style_, names_).terms(builder_.scalar(id));
}

}  // namespace freepencil::report
