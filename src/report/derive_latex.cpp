// SPDX-License-Identifier: GPL-3.0-or-later
// A fragment for a paper. Formulas keep to what both amsmath and KaTeX know.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/abbreviations.hpp"
#include "report/derive_sections.hpp"
#include "report/eliminate_report.hpp"
#include "report/latex_align.hpp"
#include "report/latex_setting.hpp"
#include "report/names.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

// amsmath's own limit for a matrix.
constexpr std::size_t most_columns = 10;

std::string math_list(const Model& model, const std::vector<SpaceId>& spaces) {
  std::vector<std::string> names;
  for (const SpaceId space : spaces) names.push_back(latex_name(model.spaces[space].name));
  return fmt::format("${}$", fmt::join(names, ", "));
}

std::string pencil(const Model& model, const Derivation& derivation, Printer& print) {
  const BlockMatrix& block = derivation.pencil;
  const std::size_t size = block.rows.size();
  if (size == 0) return {};
  std::string text = fmt::format(
      "The traces are those of blocks of $Q^{{-1}}$ for the {}linear pencil $Q$ of ${} \\times {}$ blocks, with rows "
      "on\n{} and columns on {}:\n",
      derivation.minimal ? "minimal " : "", size, size, math_list(model, block.rows), math_list(model, block.columns));
  if (size > most_columns) text += fmt::format("\\setcounter{{MaxMatrixCols}}{{{}}}\n", size);
  std::vector<std::string> rows;
  for (std::size_t r = 0; r < size; ++r) {
    std::vector<std::string> cells;
    for (std::size_t c = 0; c < size; ++c) cells.push_back(print.matrix(block.entries[r * size + c]));
    rows.push_back(fmt::format("    {}", fmt::join(cells, " & ")));
  }
  return text + fmt::format("\\begin{{align}}\n  Q &= \\begin{{bmatrix}}\n{}\n  \\end{{bmatrix}}\n\\end{{align}}\n",
                            fmt::join(rows, " \\\\\n"));
}

std::string heading(const Component& component, const Derivation& derivation, bool first) {
  std::vector<std::string> names;
  for (const std::size_t k : component.unknowns) names.push_back(derivation.unknowns[k].symbol);
  const std::string subject = fmt::format("{} ${}$", first ? "First," : "Then", fmt::join(names, ", "));
  const char* verb = names.size() == 1 ? "solves" : "solve";
  const char* noun = names.size() == 1 ? "equation" : "equations";
  switch (component.kind) {
    case Component::Kind::Nonlinear:
      return fmt::format("{} {} the nonlinear {}\n", subject, verb, noun);
    case Component::Kind::Linear:
      return fmt::format("{} {} the linear {}\n", subject, verb, noun);
    case Component::Kind::Closed:
      return fmt::format("{} {} given by\n", subject, names.size() == 1 ? "is" : "are");
  }
  return {};
}

/// Gives short names to inverses of random matrices that occur more than once, and says so.
std::string name_inverses(const Model& model, const Derivation& derivation, ShortNames& free, Printer& print) {
  const std::vector<MatrixId> inverses = repeated_inverses(model, derivation);
  if (inverses.empty()) return {};
  const std::vector<std::string> names = free.make(inverses.size(), {"R", "G", "H", "\\mathcal{R}"});
  LatexAlign align("=");
  for (std::size_t k = 0; k < inverses.size(); ++k) {
    align.add(names[k], {print.matrix(inverses[k])});
    print.abbreviate(inverses[k], names[k]);
  }
  return "Write\n" + align.text();
}

/// The same for the deterministic matrices of the equations.
std::string name_denominators(const Model& model, const Derivation& derivation, ShortNames& free, Printer& print) {
  const std::vector<ScalarId> sums = repeated_denominators(model, derivation);
  if (sums.empty()) return {};
  const std::vector<std::string> names = free.make(sums.size(), {"K", "D", "F", "\\mathcal{K}"});
  LatexAlign align("=");
  for (std::size_t k = 0; k < sums.size(); ++k) {
    align.add(names[k], print.terms(sums[k]));
    print.abbreviate(sums[k], names[k]);
  }
  return "In what follows\n" + align.text();
}

std::string definitions(const Derivation& derivation, Printer& print) {
  if (derivation.unknowns.empty()) return {};
  LatexAlign align("\\simeq");
  for (const auto& unknown : derivation.unknowns) align.add(unknown.symbol, {print.trace(unknown.matrix)});
  return "The limits\n" + align.text() + "are determined by fixed-point equations, solved one after the other.\n";
}

std::string equations(const Derivation& derivation, Printer& print) {
  std::string text;
  bool first = true;
  for (const Component& component : components(derivation)) {
    LatexAlign align("=");
    for (const std::size_t k : component.unknowns) {
      align.add(derivation.unknowns[k].symbol, print.terms(derivation.unknowns[k].value));
    }
    text += heading(component, derivation, first) + align.text();
    first = false;
  }
  return text;
}

}  // namespace

std::string derive_latex(const Context& context, const Model& model, const Derivation& derivation,
                         const Elimination* elimination) {
  Printer print(model, derivation.unknowns, Notation::Latex);
  std::string text = fmt::format("% {}\n% Needs \\usepackage{{amsmath}}.\n", provenance(context));
  if (!context.title.empty()) text += fmt::format("\\paragraph{{{}}}\n", latex_escape(context.title));
  text += latex_setting(model, derivation, print) + "\n" + pencil(model, derivation, print) + "\n";
  ShortNames free(model, derivation);
  text += name_inverses(model, derivation, free, print);
  text += definitions(derivation, print);
  text += name_denominators(model, derivation, free, print);
  text += equations(derivation, print);
  if (!derivation.equivalents.empty()) {
    LatexAlign equivalents("\\simeq");
    for (const auto& [matrix, limit] : derivation.equivalents) {
      equivalents.add(print.matrix(matrix), {print.matrix(limit)});
    }
    text += "\nIn traces with deterministic matrices,\n" + equivalents.text();
  }
  LatexAlign outputs("\\simeq");
  for (const auto& output : derivation.outputs) outputs.add(latex_name(output.name), print.terms(output.value));
  text += "\nThe outputs are\n" + outputs.text();
  if (elimination != nullptr) text += "\n" + eliminate_latex(model, derivation, *elimination);
  return text;
}

}  // namespace freepencil::report
