// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "report/derive_sections.hpp"
#include "report/eliminate_report.hpp"
#include "report/json.hpp"

namespace freepencil::report {

namespace {

Json pencil(const Model& model, const Derivation& derivation, Printer& text, Printer& latex) {
  const BlockMatrix& block = derivation.pencil;
  const auto spaces = [&](const std::vector<SpaceId>& list) {
    Json names = Json::array();
    for (const SpaceId space : list) names.push_back(model.spaces[space].name);
    return names;
  };
  const auto entries = [&](Printer& printer) {
    Json rows = Json::array();
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      Json row = Json::array();
      for (std::size_t c = 0; c < block.columns.size(); ++c) {
        row.push_back(printer.matrix(block.entries[r * block.columns.size() + c]));
      }
      rows.push_back(std::move(row));
    }
    return rows;
  };
  return {{"size", block.rows.size()},        {"minimal", derivation.minimal}, {"rows", spaces(block.rows)},
          {"columns", spaces(block.columns)}, {"entries", entries(text)},      {"latex", entries(latex)}};
}

Json equation(const std::string& lhs, ScalarId rhs, const std::string& symbol, Printer& text, Printer& latex) {
  return {{"lhs", lhs}, {"rhs", text.scalar(rhs)}, {"latex", fmt::format("{} = {}", symbol, latex.scalar(rhs))}};
}

}  // namespace

std::string derive_json(const Context& context, const Model& model, const Derivation& derivation,
                        const Elimination* elimination) {
  Printer text(model, derivation.unknowns, Notation::Pencil), latex(model, derivation.unknowns, Notation::Latex);
  Json document = json_heading(context);
  document["pencil"] = pencil(model, derivation, text, latex);
  for (const char* list : {"unknowns", "equations", "equivalents", "outputs"}) document[list] = Json::array();
  for (const Component& component : components(derivation)) {
    for (const std::size_t k : component.unknowns) {
      const auto& unknown = derivation.unknowns[k];
      document["unknowns"].push_back({{"name", unknown.name},
                                      {"symbol", unknown.symbol},
                                      {"definition", text.trace(unknown.matrix)},
                                      {"latex", latex.trace(unknown.matrix)},
                                      {"kind", unknown.linear || unknown.explicitly ? "linear" : "nonlinear"},
                                      {"explicit", unknown.explicitly},
                                      {"component", unknown.component}});
      document["equations"].push_back(equation(unknown.name, unknown.value, unknown.symbol, text, latex));
    }
  }
  for (const auto& [matrix, limit] : derivation.equivalents) {
    document["equivalents"].push_back(
        {{"matrix", text.matrix(matrix)},
         {"equivalent", text.matrix(limit)},
         {"latex", fmt::format("{} \\simeq {}", latex.matrix(matrix), latex.matrix(limit))}});
  }
  for (const auto& output : derivation.outputs) {
    document["outputs"].push_back({{"name", output.name},
                                   {"formula", text.scalar(output.value)},
                                   {"latex", latex.scalar(output.value)},
                                   {"description", output.description}});
  }
  if (elimination != nullptr) document["elimination"] = eliminate_json(model, derivation, *elimination);
  document["seconds"] = json_number(derivation.seconds);
  return json_text(document);
}

}  // namespace freepencil::report
