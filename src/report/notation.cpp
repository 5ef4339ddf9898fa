// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/notation.hpp"

#include <fmt/format.h>

#include <algorithm>
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

/// The index of a family has no name in the model: a letter that is free.
std::string index_name(const LeafNames& names) {
  const auto is_free = [&](const std::string& letter) {
    const auto is_in = [&](const auto& list) { return std::find(list.begin(), list.end(), letter) != list.end(); };
    return !is_in(names.parameters) && !is_in(names.sizes) && !is_in(names.symbols) && !is_in(names.unknowns);
  };
  for (const std::string letter : {"k", "j", "i", "l", "m", "q", "r", "s"}) {
    if (is_free(letter)) return letter;
  }
  return "index";
}

template <class Rename>
LeafNames renamed(const Model& model, Rename&& rename) {
  LeafNames names;
  for (const Parameter& parameter : model.parameters) names.parameters.push_back(rename(parameter.name));
  for (const Space& space : model.spaces) names.sizes.push_back(rename(space.name));
  for (const Symbol& symbol : model.symbols) names.symbols.push_back(rename(symbol.name));
  for (const RandomMatrix& random : model.randoms) names.randoms.push_back(rename(random.name));
  for (const Spectrum& spectrum : model.spectra) {
    std::vector<std::string>& rows = names.rows.emplace_back();
    const auto* table = std::get_if<Table>(&spectrum.measure);
    if (table == nullptr) continue;
    for (const std::string& column : table->column_names) rows.push_back(rename(column));
  }
  return names;
}

LeafNames leaf_names(const Model& model, std::span<const Derivation::Unknown> unknowns, Notation notation) {
  LeafNames names;
  PythonNames python;
  switch (notation) {
    case Notation::Pencil:
      names = renamed(model, [](const std::string& name) { return name; });
      names.traces.assign(model.spaces.size(), "tr");
      for (const auto& unknown : unknowns) names.unknowns.push_back(unknown.name);
      break;
    case Notation::Latex:
      names = renamed(model, [](const std::string& name) { return latex_name(name); });
      names.traces.assign(model.spaces.size(), "\\operatorname{tr}");
      for (const auto& unknown : unknowns) names.unknowns.push_back(unknown.symbol);
      break;
    case Notation::Sympy:
      names = renamed(model, [&](const std::string& name) { return python.make(name); });
      for (const auto& unknown : unknowns) names.unknowns.push_back(python.make(unknown.name));
      for (const Space& space : model.spaces) names.traces.push_back(python.make("tr_" + space.name));
      break;
  }
  for (auto& rows : names.rows) {
    if (rows.empty()) rows = {notation == Notation::Sympy ? python.make("k") : index_name(names)};
  }
  return names;
}

}  // namespace

Printer::Printer(const Model& model, std::span<const Derivation::Unknown> unknowns, Notation notation)
    : style_(&style_of(notation)), names_(leaf_names(model, unknowns, notation)), builder_(model) {}

std::string Printer::scalar(ScalarId id) { return NotationWriter(*style_, names_, spectrum_).sum(builder_.scalar(id)); }

std::string Printer::matrix(MatrixId id) { return NotationWriter(*style_, names_, spectrum_).sum(builder_.matrix(id)); }

std::string Printer::trace(MatrixId id) { return NotationWriter(*style_, names_, spectrum_).sum(builder_.trace(id)); }

void Printer::abbreviate(MatrixId id, const std::string& name) {
  builder_.abbreviate(id, static_cast<std::uint32_t>(names_.short_names.size()));
  names_.short_names.push_back(name);
}

void Printer::abbreviate(ScalarId id, const std::string& name) {
  builder_.abbreviate(id, static_cast<std::uint32_t>(names_.short_names.size()));
  names_.short_names.push_back(name);
}

std::vector<std::string> Printer::terms(ScalarId id) {
  return NotationWriter(*style_, names_, spectrum_).terms(builder_.scalar(id));
}

}  // namespace freepencil::report
