// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/latex_setting.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

#include "report/derive_sections.hpp"
#include "report/names.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

std::string range(const Parameter& parameter) {
  const Interval& within = parameter.range;
  const std::string name = latex_name(parameter.name);
  if (within.lower && within.upper) {
    return fmt::format("{} \\in {}{}, {}{}", name, within.lower_closed ? '[' : '(', to_string(*within.lower),
                       to_string(*within.upper), within.upper_closed ? ']' : ')');
  }
  if (within.lower) return fmt::format("{} {} {}", name, within.lower_closed ? "\\ge" : ">", to_string(*within.lower));
  if (within.upper) return fmt::format("{} {} {}", name, within.upper_closed ? "\\le" : "<", to_string(*within.upper));
  return name;
}

std::string parameters(const Model& model) {
  if (model.parameters.empty()) return {};
  std::vector<std::string> list;
  for (const Parameter& parameter : model.parameters) {
    list.push_back(fmt::format("${}${}", range(parameter),
                               parameter.description.empty() ? "" : " (" + latex_escape(parameter.description) + ")"));
  }
  return fmt::format("The parameters are {}.\n", fmt::join(list, ", "));
}

std::string dimensions(const Model& model, Printer& print) {
  if (model.spaces.empty()) return {};
  std::vector<std::string> others;
  for (std::size_t k = 0; k < model.spaces.size(); ++k) {
    const Space& space = model.spaces[k];
    if (!space.reference) others.push_back(fmt::format("${} = {}$", print.names().sizes[k], print.scalar(space.size)));
  }
  const std::string growing = others.empty() ? "" : fmt::format(" with {}", fmt::join(others, ", "));
  return fmt::format("The limit is that of ${} \\to \\infty${}; $\\operatorname{{tr}}$ is the normalised trace.\n",
                     print.names().sizes[model.reference()], growing);
}

std::string randoms(const Model& model, Printer& print) {
  std::string text;
  for (std::size_t k = 0; k < model.randoms.size(); ++k) {
    const RandomMatrix& random = model.randoms[k];
    text += fmt::format(
        "The entries of the ${} \\times {}$ matrix ${}$ are real, independent and centred, of variance ${}$.\n",
        print.names().sizes[random.row], print.names().sizes[random.column], print.names().randoms[k],
        print.scalar(random.variance));
  }
  return text;
}

std::string values(const Spectrum& spectrum, std::span<const ScalarId> list, Printer& print) {
  std::vector<std::string> equations;
  for (std::size_t k = 0; k < list.size(); ++k) {
    equations.push_back(fmt::format("{} = {}", print.names().symbols[spectrum.symbols[k]], print.scalar(list[k])));
  }
  return fmt::format("${}$", fmt::join(equations, "$, $"));
}

std::string bulk(const Spectrum& spectrum, std::size_t index, Printer& print) {
  if (const auto* family = std::get_if<Family>(&spectrum.measure)) {
    return fmt::format("{} for ${} = {}, \\dots, {}$, with equal weights",
                       values(spectrum, spectrum.in_bulk(family->values), print), print.names().rows[index][0],
                       family->from, family->to);
  }
  if (const auto* table = std::get_if<freepencil::Table>(&spectrum.measure)) {
    return fmt::format("{} in the rows of \\texttt{{{}}}, {}", values(spectrum, spectrum.in_bulk(table->values), print),
                       latex_escape(table->path), table->weights.empty() ? "with equal weights" : "as weighted there");
  }
  std::vector<std::string> atoms;
  for (const Atom& atom : std::get<std::vector<Atom>>(spectrum.measure)) {
    atoms.push_back(fmt::format("{} with weight ${}$", values(spectrum, spectrum.in_bulk(atom.values), print),
                                print.scalar(atom.weight)));
  }
  return fmt::format("{}", fmt::join(atoms, "; "));
}

std::string measure(const Spectrum& spectrum, std::size_t index, Printer& print) {
  print.select(index);
  std::string text = bulk(spectrum, index, print);
  for (const std::vector<ScalarId>& spike : spectrum.spikes) {
    text += fmt::format("; and one direction with {}", values(spectrum, spike, print));
  }
  for (std::size_t j = spectrum.matrices(); j < spectrum.symbols.size(); ++j) {
    text += fmt::format("{} ${}$ stands for its mass in such directions",
                        j == spectrum.matrices() ? "; the value of" : ", that of",
                        print.names().symbols[spectrum.symbols[j]]);
  }
  return text;
}

std::string spectra(const Model& model, Printer& print) {
  std::string text;
  for (std::size_t k = 0; k < model.spectra.size(); ++k) {
    const Spectrum& spectrum = model.spectra[k];
    std::vector<std::string> names;
    for (const auto symbol : spectrum.symbols) names.push_back(print.names().symbols[symbol]);
    const std::string& size = print.names().sizes[spectrum.space];
    const bool one = names.size() == 1;
    const bool ordered = model.matrices->keeps_order(spectrum.space);
    text += fmt::format("The {} ${}$ {} deterministic, symmetric{}, of size ${} \\times {}$, with {} {}.\n",
                        one ? "matrix" : "matrices", fmt::join(names, ", "), one ? "is" : "are",
                        one       ? ""
                        : ordered ? ", not taken to commute"
                                  : " and commuting",
                        size, size, one ? "spectrum" : "joint spectrum", measure(spectrum, k, print));
  }
  return text;
}

std::string matrices(const Model& model, Printer& print) {
  std::string text;
  for (const ExplicitMatrix& matrix : model.explicit_matrices) {
    const std::string& size = print.names().sizes[model.symbols[matrix.symbol].space];
    text += fmt::format(
        "The matrix ${}$ is deterministic and symmetric, of size ${} \\times {}$, and not taken to commute.\n",
        print.names().symbols[matrix.symbol], size, size);
  }
  return text;
}

std::string blocks(const Model& model, const Derivation& derivation, Printer& print) {
  std::string text;
  for (const auto index : named_blocks(model, derivation)) {
    const BlockMatrix& block = model.matrices->block(index);
    std::string rows;
    for (std::size_t k = 0; k < block.entries.size(); ++k) {
      const char* gap = k == 0 ? "" : k % block.columns.size() == 0 ? " \\\\ " : " & ";
      rows += gap + print.matrix(block.entries[k]);
    }
    if (block.columns.size() > 10) text += fmt::format("\\setcounter{{MaxMatrixCols}}{{{}}}\n", block.columns.size());
    text += fmt::format("The block matrix $Q_{{{}}}$ is $\\begin{{bmatrix}} {} \\end{{bmatrix}}$.\n", index + 1, rows);
  }
  return text;
}

}  // namespace

std::string latex_setting(const Model& model, const Derivation& derivation, Printer& print) {
  return parameters(model) + dimensions(model, print) + randoms(model, print) + spectra(model, print) +
         matrices(model, print) + blocks(model, derivation, print);
}

}  // namespace freepencil::report
