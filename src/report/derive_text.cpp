// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

#include "report/derive_sections.hpp"
#include "report/eliminate_report.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

std::string assignments(const Model& model, const Spectrum& spectrum, std::span<const ScalarId> values,
                        Printer& print) {
  std::string text;
  for (std::size_t k = 0; k < values.size(); ++k) {
    text +=
        fmt::format("{}{} = {}", k == 0 ? "" : ", ", model.symbols[spectrum.symbols[k]].name, print.scalar(values[k]));
  }
  return text;
}

/// The bulk of a joint spectrum, one entry a line of the file.
std::vector<std::string> bulk(const Model& model, std::size_t index, Printer& print) {
  const Spectrum& spectrum = model.spectra[index];
  if (const auto* family = std::get_if<Family>(&spectrum.measure)) {
    return {fmt::format("{} = {}..{}, equal weights: {}", print.names().rows[index][0], family->from, family->to,
                        assignments(model, spectrum, spectrum.in_bulk(family->values), print))};
  }
  if (const auto* table = std::get_if<freepencil::Table>(&spectrum.measure)) {
    return {fmt::format("rows of '{}', {}: {}", table->path,
                        table->weights.empty() ? "equal weights" : "weighted by its column weight",
                        assignments(model, spectrum, spectrum.in_bulk(table->values), print))};
  }
  std::vector<std::string> lines;
  for (const Atom& atom : std::get<std::vector<Atom>>(spectrum.measure)) {
    lines.push_back(fmt::format("weight {}: {}", print.scalar(atom.weight),
                                assignments(model, spectrum, spectrum.in_bulk(atom.values), print)));
  }
  return lines;
}

std::vector<std::string> measure(const Model& model, std::size_t index, Printer& print) {
  const Spectrum& spectrum = model.spectra[index];
  print.select(index);
  std::vector<std::string> lines = bulk(model, index, print);
  for (const std::vector<ScalarId>& spike : spectrum.spikes) {
    lines.push_back("spike: " + assignments(model, spectrum, spike, print));
  }
  return lines;
}

/// Every letter that the formulas below use.
std::string symbols(const Model& model, const Derivation& derivation, Printer& print) {
  Table table{{{"symbol", Table::Kind::Name}, {"meaning", Table::Kind::Words}}, {}};
  const auto add = [&](const std::string& symbol, const std::string& meaning) {
    table.rows.push_back({symbol, meaning});
  };
  for (const Parameter& parameter : model.parameters) {
    std::string meaning = parameter.hidden ? "goes to a limit" : "parameter";
    if (const std::string range = parameter.range.describe(); !range.empty()) meaning += " " + range;
    if (!parameter.description.empty()) meaning += ": " + parameter.description;
    add(parameter.name, meaning);
  }
  for (const Space& space : model.spaces) {
    add(space.name, space.reference ? "dimension, tends to infinity"
                                    : fmt::format("dimension, {} = {}", space.name, print.scalar(space.size)));
  }
  for (const RandomMatrix& random : model.randoms) {
    add(random.name,
        fmt::format("random, {} x {}: independent centred real entries of variance {}", model.spaces[random.row].name,
                    model.spaces[random.column].name, print.scalar(random.variance)));
  }
  for (std::size_t k = 0; k < model.spectra.size(); ++k) {
    std::vector<std::string> names;
    for (const auto symbol : model.spectra[k].symbols) names.push_back(model.symbols[symbol].name);
    const std::string& space = model.spaces[model.spectra[k].space].name;
    const bool ordered = model.matrices->keeps_order(model.spectra[k].space);
    add(fmt::format("{}", fmt::join(names, ", ")),
        fmt::format("deterministic, {} x {}, symmetric{}, spectrum", space, space,
                    names.size() < 2 ? ""
                    : ordered        ? ", not taken to commute"
                                     : " and commuting"));
    for (const std::string& line : measure(model, k, print)) add("", "  " + line);
  }
  for (const ExplicitMatrix& matrix : model.explicit_matrices) {
    const Symbol& symbol = model.symbols[matrix.symbol];
    const std::string& space = model.spaces[symbol.space].name;
    const std::string values =
        matrix.values.empty() ? "" : fmt::format(", {0} x {0} from '{1}'", matrix.values.size, matrix.path);
    add(symbol.name, fmt::format("deterministic, {} x {}, symmetric, not taken to commute{}", space, space, values));
  }
  for (const auto block : named_blocks(model, derivation)) {
    const BlockMatrix& matrix = model.matrices->block(block);
    std::vector<std::string> entries;
    for (const MatrixId entry : matrix.entries) entries.push_back(print.matrix(entry));
    std::string rows;
    for (std::size_t r = 0; r < matrix.rows.size(); ++r) {
      const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(r * matrix.columns.size());
      const std::vector<std::string> row(begin, begin + static_cast<std::ptrdiff_t>(matrix.columns.size()));
      rows += fmt::format("{}[{}]", r == 0 ? "" : " ", fmt::join(row, ", "));
    }
    add(fmt::format("Q{}", block + 1), "block matrix " + rows);
  }
  add("tr", "normalised trace, tr(I) = 1");
  return to_text(table);
}

std::string pencil(const Model& model, const BlockMatrix& block, Printer& print) {
  Table table{{{"", Table::Kind::Name}}, {}};
  for (const SpaceId space : block.columns) table.columns.push_back({model.spaces[space].name, Table::Kind::Words});
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    auto& row = table.rows.emplace_back(1, model.spaces[block.rows[r]].name);
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      row.push_back(print.matrix(block.entries[r * block.columns.size() + c]));
    }
  }
  return to_text(table);
}

std::string equations(const Derivation& derivation, Printer& print) {
  std::string text;
  for (const Component& component : components(derivation)) {
    std::vector<std::string> names;
    for (const std::size_t k : component.unknowns) names.push_back(derivation.unknowns[k].name);
    switch (component.kind) {
      case Component::Kind::Nonlinear:
        text += fmt::format("nonlinear in {}\n", fmt::join(names, ", "));
        break;
      case Component::Kind::Linear:
        text += fmt::format("linear in {}\n", fmt::join(names, ", "));
        break;
      case Component::Kind::Closed:
        text += "in closed form\n";
        break;
    }
    for (const std::size_t k : component.unknowns) {
      text += fmt::format("  {} = {}\n", derivation.unknowns[k].name, print.scalar(derivation.unknowns[k].value));
    }
  }
  return text;
}

std::string limit_line(const Model& model) {
  if (model.spaces.empty()) return {};
  const std::string& reference = model.spaces[model.reference()].name;
  return fmt::format("Limit of large {}{}; ~ is equality of normalised traces in that limit.\n\n", reference,
                     model.spaces.size() > 1 ? ", the other dimensions in proportion" : "");
}

}  // namespace

std::string derive_text(const Context& context, const Model& model, const Derivation& derivation,
                        const Elimination* elimination) {
  Printer print(model, derivation.unknowns, Notation::Pencil);
  std::string text = context.title.empty() ? std::string() : context.title + "\n\n";
  text += limit_line(model) + symbols(model, derivation, print);

  const std::size_t size = derivation.pencil.rows.size();
  if (size > 0) {
    text += fmt::format("\nLinear pencil, {0} x {0} blocks{1}\n\n", size, derivation.minimal ? ", minimal" : "");
    text += pencil(model, derivation.pencil, print);
  }

  if (!derivation.unknowns.empty()) {
    Table table{{{"unknown", Table::Kind::Name}, {"limit of", Table::Kind::Words}}, {}};
    for (const auto& unknown : derivation.unknowns) {
      table.rows.push_back({unknown.name, print.trace(unknown.matrix)});
    }
    text += "\n" + to_text(table);
    text += "\nEquations, in the order of solution\n\n" + equations(derivation, print);
  }
  if (!derivation.equivalents.empty()) text += "\nDeterministic equivalents\n\n";
  for (const auto& [matrix, limit] : derivation.equivalents) {
    text += fmt::format("  {} ~ {}\n", print.matrix(matrix), print.matrix(limit));
  }
  text += "\nOutputs\n\n";
  for (const auto& output : derivation.outputs) {
    if (!output.description.empty()) text += fmt::format("  # {}\n", output.description);
    text += fmt::format("  {} = {}\n", output.name, print.scalar(output.value));
  }
  if (elimination != nullptr) text += "\n" + eliminate_text(model, derivation, *elimination);
  const auto [nonlinear, linear] = counts(derivation);
  return text + fmt::format("\npencil {0} x {0}; {1} unknown{2} ({3} nonlinear, {4} linear); {5} s\n", size,
                            nonlinear + linear, nonlinear + linear == 1 ? "" : "s", nonlinear, linear,
                            decimal(derivation.seconds, 2));
}

}  // namespace freepencil::report
