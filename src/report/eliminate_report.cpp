// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/eliminate_report.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "report/json.hpp"
#include "report/number.hpp"

namespace freepencil::report {
namespace {

std::string names(const Elimination& elimination, const char* between) {
  std::string text;
  for (const auto& quantity : elimination.quantities) text += (text.empty() ? "" : between) + quantity.name;
  return text;
}

const char* method(const Elimination& elimination) { return elimination.groebner ? "Groebner basis" : "resultants"; }

std::string text(const Elimination& elimination, const PrintScalar& print) {
  std::string result;
  for (const auto& relation : elimination.relations) {
    result += fmt::format("{}, of degree {}:\n  {} = 0\n", names(elimination, " and "), relation.degree,
                          print(relation.polynomial));
  }
  return result + fmt::format("\nby {} in {} s; at fresh parameters the solution satisfies it to {}\n",
                              elimination.groebner ? "a Groebner basis" : "resultants", decimal(elimination.seconds, 2),
                              decimal(elimination.residual, 2));
}

std::string latex(const Context& context, const Elimination& elimination, const PrintScalar& print) {
  std::string result = "% " + provenance(context) + "\n";
  for (const auto& relation : elimination.relations) result += "\\[\n  " + print(relation.polynomial) + " = 0\n\\]\n";
  return result;
}

std::string json(const Context& context, const Elimination& elimination, const PrintScalar& print) {
  Json document = json_heading(context);
  document["quantities"] = Json::array();
  for (const auto& quantity : elimination.quantities) document["quantities"].push_back(quantity.name);
  document["relations"] = Json::array();
  for (const auto& relation : elimination.relations) {
    Json factors = Json::array();
    for (std::size_t k = 0; k < relation.factors.size(); ++k) {
      factors.push_back({{"polynomial", print(relation.factors[k].polynomial)},
                         {"multiplicity", relation.factors[k].multiplicity},
                         {"physical", k == relation.physical}});
    }
    document["relations"].push_back(
        {{"polynomial", print(relation.polynomial)}, {"degree", relation.degree}, {"factors", factors}});
  }
  document["method"] = method(elimination);
  document["residual"] = json_number(elimination.residual);
  document["seconds"] = json_number(elimination.seconds);
  return json_text(document);
}

}  // namespace

std::string eliminate_report(const Context& context, const Elimination& elimination, Format format,
                             const PrintScalar& print) {
  switch (format) {
    case Format::Text:
      return text_heading(context) + text(elimination, print);
    case Format::Latex:
      return latex(context, elimination, print);
    case Format::Json:
      return json(context, elimination, print);
    default:
      throw std::invalid_argument("polynomials are no table");
  }
}

}  // namespace freepencil::report
