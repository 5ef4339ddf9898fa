// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/eliminate_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/latex_align.hpp"
#include "report/names.hpp"
#include "report/notation.hpp"
#include "report/number.hpp"

namespace freepencil::report {
namespace {

/// What the Unknown leaves of an elimination are called: behind the unknowns come the outputs.
std::vector<Derivation::Unknown> quantities(const Derivation& derivation) {
  std::vector<Derivation::Unknown> all = derivation.unknowns;
  for (const auto& output : derivation.outputs) {
    all.push_back({.name = output.name, .symbol = latex_name(output.name), .value = output.value});
  }
  return all;
}

/// A letter for the physical factor that no formula here uses.
std::string free_letter(const Model& model, const Elimination& elimination) {
  const auto taken = [&](const std::string& letter) {
    const auto named = [&](const auto& entry) { return entry.name == letter; };
    return std::any_of(model.parameters.begin(), model.parameters.end(), named) ||
           std::any_of(elimination.quantities.begin(), elimination.quantities.end(), named);
  };
  for (const std::string letter : {"P", "F", "Q"}) {
    if (!taken(letter)) return letter;
  }
  return "P'";  // no name has a prime
}

/// `P*(t1 - 1)^2`
std::string factored(const Elimination::Relation& relation, const std::string& letter, Printer& print) {
  std::string text;
  for (std::size_t k = 0; k < relation.factors.size(); ++k) {
    const auto& [polynomial, multiplicity] = relation.factors[k];
    const std::string base =
        print.terms(polynomial).size() > 1 ? "(" + print.scalar(polynomial) + ")" : print.scalar(polynomial);
    if (!text.empty()) text += "*";
    text += k == relation.physical ? letter : base;
    if (multiplicity > 1) text += fmt::format("^{}", multiplicity);
  }
  return text;
}

}  // namespace

std::string eliminate_text(const Model& model, const Derivation& derivation, const Elimination& elimination) {
  const auto all = quantities(derivation);
  Printer print(model, all, Notation::Pencil);
  std::vector<std::string> names;
  for (const auto& quantity : elimination.quantities) names.push_back(quantity.name);
  std::string text;
  for (const auto& relation : elimination.relations) {
    text += fmt::format("Eliminated: {} = 0\n  of degree {} in {}, ", print.scalar(relation.polynomial),
                        relation.degree, fmt::join(names, " and "));
    const bool alone = relation.factors.size() == 1 && relation.factors.front().multiplicity == 1;
    const std::string letter = free_letter(model, elimination);
    text +=
        alone ? "irreducible\n"
              : fmt::format("{0} = 0 for the physical factor {0} of {1}\n", letter, factored(relation, letter, print));
  }
  return text + fmt::format("  by {} in {} s; the solution at other parameters satisfies it to {}\n",
                            elimination.groebner ? "a Groebner basis" : "resultants", decimal(elimination.seconds, 2),
                            decimal(elimination.residual, 2));
}

std::string eliminate_latex(const Model& model, const Derivation& derivation, const Elimination& elimination) {
  const auto all = quantities(derivation);
  Printer print(model, all, Notation::Latex);
  std::vector<std::string> symbols;
  LatexAlign align("=");
  for (const auto& quantity : elimination.quantities) symbols.push_back(print.scalar(quantity.leaf));
  for (const auto& relation : elimination.relations) align.add("0", print.terms(relation.polynomial));
  return fmt::format("Elimination of what else is unknown leaves, for ${}$,\n", fmt::join(symbols, ", ")) +
         align.text();
}

Json eliminate_json(const Model& model, const Derivation& derivation, const Elimination& elimination) {
  const auto all = quantities(derivation);
  Printer text(model, all, Notation::Pencil), latex(model, all, Notation::Latex);
  Json result = {{"quantities", Json::array()}, {"relations", Json::array()}};
  for (const auto& quantity : elimination.quantities) result["quantities"].push_back(quantity.name);
  for (const auto& relation : elimination.relations) {
    Json factors = Json::array();
    for (std::size_t k = 0; k < relation.factors.size(); ++k) {
      factors.push_back({{"polynomial", text.scalar(relation.factors[k].polynomial)},
                         {"multiplicity", relation.factors[k].multiplicity},
                         {"physical", k == relation.physical}});
    }
    result["relations"].push_back({{"polynomial", text.scalar(relation.polynomial)},
                                   {"latex", latex.scalar(relation.polynomial)},
                                   {"degree", relation.degree},
                                   {"factors", std::move(factors)}});
  }
  return result;
}

}  // namespace freepencil::report
