// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "report/names.hpp"
#include "report/number.hpp"
#include "report/solve_sections.hpp"

namespace freepencil::report {

namespace {

bool any_output(const Solution& solution, bool (*property)(const Solution::Value&)) {
  return std::any_of(solution.outputs.begin(), solution.outputs.end(), property);
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

/// `(1 - phi)^(-1/2)` as `(1 - \phi)^{-1/2}`
std::string latex_power(const std::string& power) {
  const std::size_t caret = std::min(power.rfind('^'), power.size());
  std::string result;
  for (std::size_t at = 0; at < caret;) {
    std::size_t end = at;
    while (end < caret && is_word(power[end])) ++end;
    const std::string word = power.substr(at, end - at);
    if (word.empty()) {
      result += power[at++];
      continue;
    }
    const bool number = std::isdigit(static_cast<unsigned char>(word.front())) != 0;
    result += number ? word : latex_name(word);
    at = end;
  }
  if (caret == power.size()) return result;
  std::string exponent = power.substr(caret + 1);
  if (exponent.starts_with('(')) exponent = exponent.substr(1, exponent.size() - 2);
  return fmt::format("{}^{{{}}}", result, exponent);
}

/// `0.5*lambda^-1`; empty where the limit is finite and not zero, and says it all.
std::string leading_term(const Solution::Value& output, TableFor notation) {
  const LeadingBehaviour& leading = *output.leading;
  if (leading.power.empty()) return {};
  const std::string coefficient =
      Shown(leading.coefficient, leading.coefficient_digits, output.real).text(table_digits);
  const bool latex = notation == TableFor::Latex;
  const bool linear = leading.power.ends_with("^1");
  const std::string plain = linear ? leading.power.substr(0, leading.power.size() - 2) : leading.power;
  std::string power = latex ? latex_power(plain) : plain;
  if (coefficient == "1") return power;
  if (coefficient == "-1") return "-" + power;
  const std::string factor = output.real ? coefficient : "(" + coefficient + ")";
  return (latex ? latex_number(factor) + "\\," : factor + "*") + power;
}

}  // namespace

Table table_for_people(const Solution& solution, TableFor notation) {
  using Kind = Table::Kind;
  const auto& outputs = solution.outputs;
  Table table{{{"output", Kind::Name}}, {}};
  for (const auto& output : outputs) table.rows.push_back({output.name});
  const auto add = [&](Table::Column column, auto cell) {
    table.columns.push_back(std::move(column));
    for (std::size_t k = 0; k < outputs.size(); ++k) table.rows[k].push_back(cell(k));
  };
  for (const Series& series : all_series(solution)) {
    add({series.people, Kind::Number, series.latex}, [&](std::size_t k) -> std::string {
      // Of the numbers only a limit may be absent; one that has a leading term besides is an exact zero.
      if (series.numbers[k].absent()) return "diverges";
      if (outputs[k].leading && !outputs[k].leading->power.empty()) return "0";
      return series.numbers[k].text(series.digits);
    });
  }
  if (is_limit(solution) && any_output(solution, [](const auto& o) { return !o.leading->power.empty(); })) {
    const Kind kind = notation == TableFor::Latex ? Kind::Formula : Kind::Words;
    add({"behaves as", kind}, [&](std::size_t k) { return leading_term(outputs[k], notation); });
  }
  if (any_output(solution, [](const auto& o) { return o.enclosure.has_value(); })) {
    add({"certified", Kind::Words},
        [&](std::size_t k) { return fmt::format("{} digits", outputs[k].enclosure->digits); });
  }
  if (any_output(solution, [](const auto& o) { return !o.description.empty(); })) {
    add({"description", Kind::Words}, [&](std::size_t k) { return outputs[k].description; });
  }
  return table;
}

Table table_for_machines(const Solution& solution) {
  using Kind = Table::Kind;
  const auto& outputs = solution.outputs;
  const bool complex = any_output(solution, [](const auto& output) { return !output.real; });
  Table table{{{"output", Kind::Name}}, {}};
  for (const auto& output : outputs) table.rows.push_back({output.name});
  const auto add = [&](const std::string& heading, auto cell) {
    table.columns.push_back({heading, Kind::Number});
    for (std::size_t k = 0; k < outputs.size(); ++k) table.rows[k].push_back(cell(k));
  };
  const auto add_number = [&](const std::string& heading, auto number) {
    add(heading, [&](std::size_t k) { return number(k).real_part(); });
    if (!complex) return;
    add(heading == "value" ? "imaginary" : heading + "_imaginary",
        [&](std::size_t k) { return number(k).imaginary_part(); });
  };
  for (const Series& series : all_series(solution)) {
    add_number(series.heading, [&](std::size_t k) { return series.numbers[k]; });
    if (series.heading == "upper") {
      add("certified_digits", [&](std::size_t k) { return std::to_string(outputs[k].enclosure->digits); });
    }
  }
  if (is_limit(solution)) {
    add_number("leading", [&](std::size_t k) {
      return Shown(outputs[k].leading->coefficient, outputs[k].leading->coefficient_digits, outputs[k].real);
    });
    add("exponent", [&](std::size_t k) { return outputs[k].leading->exponent; });
  }
  return table;
}

}  // namespace freepencil::report
