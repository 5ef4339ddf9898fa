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

std::vector<std::string> terms(const Elimination::Factor& factor, Printer& print) {
  if (factor.summands.empty()) return print.terms(factor.polynomial);
  std::vector<std::string> list;
  for (const ScalarId summand : factor.summands) {
    for (std::string& term : print.terms(summand)) {
      // The first term of every summand has no space behind its sign, and no plus.
      const bool negative = term.starts_with('-');
      if (list.empty() || term.starts_with("+ ") || term.starts_with("- ")) {
        list.push_back(std::move(term));
      } else {
        list.push_back(negative ? "- " + term.substr(1) : "+ " + term);
      }
    }
  }
  return list;
}

std::string sum(const Elimination::Factor& factor, Printer& print) {
  return fmt::format("{}", fmt::join(terms(factor, print), " "));
}

const Elimination::Factor& physical(const Elimination::Relation& relation) {
  return relation.factors.at(relation.physical);
}

/// `P*(t1 - 1)^2`
std::string factored(const Elimination::Relation& relation, const std::string& letter, Printer& print) {
  std::string text;
  for (std::size_t k = 0; k < relation.factors.size(); ++k) {
    const Elimination::Factor& factor = relation.factors[k];
    const std::vector<std::string> parts = terms(factor, print);
    const std::string base = parts.size() > 1 ? "(" + sum(factor, print) + ")" : parts.front();
    if (!text.empty()) text += "*";
    text += k == relation.physical ? letter : base;
    if (factor.multiplicity > 1) text += fmt::format("^{}", factor.multiplicity);
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
    text += fmt::format("Eliminated: {} = 0\n  of degree {} in {}, ", sum(physical(relation), print), relation.degree,
                        fmt::join(names, " and "));
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
  for (const auto& relation : elimination.relations) align.add("0", terms(physical(relation), print));
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
      factors.push_back({{"polynomial", sum(relation.factors[k], text)},
                         {"multiplicity", relation.factors[k].multiplicity},
                         {"physical", k == relation.physical}});
    }
    result["relations"].push_back({{"polynomial", sum(physical(relation), text)},
                                   {"latex", sum(physical(relation), latex)},
                                   {"degree", relation.degree},
                                   {"factors", std::move(factors)}});
  }
  return result;
}

}  // namespace freepencil::report
