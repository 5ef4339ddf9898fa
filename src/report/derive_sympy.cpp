// SPDX-License-Identifier: GPL-3.0-or-later
// The equations as a Python script that solves them; what is the same for all models is in sympy_solver.cpp.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/derive_sections.hpp"
#include "report/sympy_solver.hpp"

namespace freepencil::report {

namespace {

std::string exact(const Rational& value) {
  return fmt::format("sp.Rational({}, {})", numerator(value).str(), denominator(value).str());
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out + '"';
}

/// Every name as a symbol of SymPy.
std::string symbols(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += fmt::format("{0} = sp.Symbol(\"{0}\")\n", name);
  return text;
}

std::string parameters(const Context& context, const LeafNames& names) {
  std::string text = symbols(names.parameters) + "known = {\n";
  for (std::size_t k = 0; k < names.parameters.size(); ++k) {
    text += fmt::format("    {}: {},\n", names.parameters[k], exact(Rational(context.parameters[k].second)));
  }
  return text + "}\n";
}

std::string sizes(const Model& model, Printer& print) {
  const auto& names = print.names().sizes;
  std::string text = symbols(names);
  for (std::size_t k = 0; k < model.spaces.size(); ++k) {
    const Space& space = model.spaces[k];
    const std::string size =
        space.reference ? "sp.Integer(1)" : fmt::format("({}).subs(known)", print.scalar(space.size));
    text += fmt::format("known[{}] = {}\n", names[k], size);
  }
  return text;
}

std::string listed(const std::vector<ScalarId>& values, Printer& print) {
  std::vector<std::string> list;
  for (const ScalarId value : values) list.push_back(print.scalar(value));
  return fmt::format("[{}]", fmt::join(list, ", "));
}

std::string family(const Family& family, const std::string& index, Printer& print) {
  return fmt::format("    [(sp.Rational(1, {}), {}) for {} in map(sp.Integer, range({}, {}))]",
                     family.to - family.from + 1, listed(family.values, print), index, family.from, family.to + 1);
}

std::string table(const freepencil::Table& table, const std::vector<std::string>& columns, Printer& print) {
  const std::size_t count = table.columns.empty() ? 0 : table.columns.front().size();
  std::string text =
      fmt::format("    [(weight, {}) for weight, {} in [\n", listed(table.values, print), fmt::join(columns, ", "));
  for (std::size_t row = 0; row < count; ++row) {
    const Rational weight = table.weights.empty() ? Rational(1) / Rational(count) : table.weights[row];
    std::vector<std::string> cells = {exact(weight)};
    for (const auto& column : table.columns) cells.push_back(exact(column[row]));
    text += fmt::format("        ({}),\n", fmt::join(cells, ", "));
  }
  return text + "    ]]";
}

std::string atoms(const std::vector<Atom>& atoms, Printer& print) {
  std::string text = "    [\n";
  for (const Atom& atom : atoms) {
    text += fmt::format("        ({}, {}),\n", print.scalar(atom.weight), listed(atom.values, print));
  }
  return text + "    ]";
}

/// A trace is affine in signals: an atom with them less one without adds their mass.
std::string spikes(const Spectrum& spectrum, Printer& print) {
  if (spectrum.spikes.empty()) return ",\n";
  std::string text = " + [\n";
  for (const std::vector<ScalarId>& spike : spectrum.spikes) {
    std::vector<std::string> with, without;
    for (std::size_t j = 0; j < spike.size(); ++j) {
      with.push_back(print.scalar(spike[j]));
      without.push_back(j < spectrum.matrices() ? with.back() : "sp.Integer(0)");
    }
    text += fmt::format("        (sp.Integer(1), [{}]),\n        (sp.Integer(-1), [{}]),\n", fmt::join(with, ", "),
                        fmt::join(without, ", "));
  }
  return text + "    ],\n";
}

std::string spectra(const Model& model, Printer& print) {
  const LeafNames& names = print.names();
  std::string text = symbols(names.symbols) + "spectra = {}\n";
  for (std::size_t k = 0; k < model.spectra.size(); ++k) {
    const Spectrum& spectrum = model.spectra[k];
    print.select(k);
    std::vector<std::string> coordinates;
    for (const auto symbol : spectrum.symbols) coordinates.push_back(names.symbols[symbol]);
    const std::string& trace = names.traces[spectrum.space];
    text +=
        fmt::format("{0} = sp.Function(\"{0}\")\nspectra[{0}] = (\n    [{1}],\n", trace, fmt::join(coordinates, ", "));
    if (const auto* indexed = std::get_if<Family>(&spectrum.measure)) {
      text += family(*indexed, names.rows[k][0], print);
    } else if (const auto* rows = std::get_if<freepencil::Table>(&spectrum.measure)) {
      text += table(*rows, names.rows[k], print);
    } else {
      text += atoms(std::get<std::vector<Atom>>(spectrum.measure), print);
    }
    text += spikes(spectrum, print) + ")\n";
  }
  return text;
}

std::string equations(const Model& model, const Derivation& derivation, Printer& print) {
  const auto& names = print.names().unknowns;
  Printer definition(model, derivation.unknowns, Notation::Pencil);
  std::string text = symbols(names) + "equations = [\n";
  for (const Component& component : components(derivation)) {
    const char* kinds[] = {"nonlinear", "linear", "closed form"};
    text += fmt::format("    (\"{}\", {{\n", kinds[static_cast<std::size_t>(component.kind)]);
    for (const std::size_t k : component.unknowns) {
      const auto& unknown = derivation.unknowns[k];
      text += fmt::format("        # the limit of {}\n        {}: {},\n", definition.trace(unknown.matrix), names[k],
                          print.scalar(unknown.value));
    }
    text += "    }),\n";
  }
  return text + "]\n";
}

/// Whether the file has an imaginary number anywhere.
bool is_complex(const Model& model) {
  for (std::size_t k = 0; k < model.scalars->size(); ++k) {
    if ((*model.scalars)[static_cast<ScalarId>(k)].kind == ScalarNode::Kind::ImaginaryUnit) return true;
  }
  return false;
}

}  // namespace

std::string derive_sympy(const Context& context, const Model& model, const Derivation& derivation) {
  Printer print(model, derivation.unknowns, Notation::Sympy);
  std::string text = fmt::format("#!/usr/bin/env python3\n# {}\n", provenance(context));
  text += "# Needs SymPy and mpmath. Prints every output to 20 digits.\n";
  text += fmt::format("import {} as fast\n\nimport mpmath as mp\nimport sympy as sp\n\n",
                      is_complex(model) ? "cmath" : "math");
  text += "# Parameters, exact.\n" + parameters(context, print.names());
  text += "\n# Dimensions relative to the reference.\n" + sizes(model, print);
  text +=
      "\n# Deterministic matrices by their joint spectra: weight and values at every atom. A function of them stands "
      "for\n# its value at an atom, and tr_.. for the sum over the atoms of a space.\n" +
      spectra(model, print);
  text += "\n# The equations, in the order of solution.\n" + equations(model, derivation, print);
  text += "\noutputs = {\n";
  for (const auto& output : derivation.outputs) {
    text += fmt::format("    {}: {},\n", quoted(output.name), print.scalar(output.value));
  }
  return text + "}\n" + std::string(sympy_solver);
}

}  // namespace freepencil::report
