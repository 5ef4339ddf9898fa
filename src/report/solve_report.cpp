// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/solve_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "report/json.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

constexpr int finite_size_digits = 8;  // what finite_size_accuracy vouches for

/// One number of a solution in the digits that were asked for.
struct Shown {
  std::complex<double> value;
  const Decimal& digits;
  bool real;

  [[nodiscard]] bool long_form() const { return !digits.real.empty(); }
  [[nodiscard]] std::string text(int places) const {
    if (!long_form()) return real ? decimal(value.real(), places) : decimal(value, places);
    if (real) return digits.real;
    const bool negative = digits.imaginary.starts_with('-');
    return fmt::format("{} {} {}i", digits.real, negative ? '-' : '+', digits.imaginary.substr(negative ? 1 : 0));
  }
  [[nodiscard]] std::string real_part() const {
    return long_form() ? digits.real : decimal(value.real(), exact_digits);
  }
  [[nodiscard]] std::string imaginary_part() const {
    if (real) return "0";
    return long_form() ? digits.imaginary : decimal(value.imag(), exact_digits);
  }
  [[nodiscard]] Json json() const {
    if (!long_form()) return json_number(value, real);
    if (real) return digits.real;
    return {{"re", digits.real}, {"im", digits.imaginary}};
  }
};

/// A column of numbers, one for every output.
struct Series {
  std::string heading;
  std::vector<Shown> numbers;
  int digits = table_digits;  ///< in tables for people
};

/// Everything that was asked for, in the order of the columns.
std::vector<Series> all_series(const Solution& solution) {
  const auto& outputs = solution.outputs;
  std::vector<Series> result;
  const auto add = [&](const std::string& heading, auto number) {
    Series& series = result.emplace_back();
    series.heading = heading;
    for (const auto& output : outputs) series.numbers.push_back(number(output));
  };
  if (!outputs.empty() && outputs.front().leading) {
    add("leading", [](const auto& o) { return Shown{o.leading->coefficient, o.leading->coefficient_digits, o.real}; });
    return result;
  }
  add("value", [](const auto& o) { return Shown{o.value, o.digits, o.real}; });
  if (outputs.empty()) return result;
  if (outputs.front().finite_size) {
    static const Decimal none;
    add("finite_size", [](const auto& o) { return Shown{*o.finite_size, none, o.real}; });
    result.back().digits = finite_size_digits;
  }
  if (outputs.front().enclosure) {
    add("lower", [](const auto& o) { return Shown{o.enclosure->lower, o.enclosure->lower_digits, o.real}; });
    add("upper", [](const auto& o) { return Shown{o.enclosure->upper, o.enclosure->upper_digits, o.real}; });
    // A bound that is rounded to the digits of a table would bound nothing.
    for (std::size_t k = result.size() - 2; k < result.size(); ++k) result[k].digits = exact_digits;
  }
  for (std::size_t p = 0; p < outputs.front().derivatives.size(); ++p) {
    const std::string& name = outputs.front().derivatives[p].parameter;
    add(fmt::format("d/d{}", name), [p](const auto& o) {
      return Shown{o.derivatives[p].first, o.derivatives[p].first_digits, o.real};
    });
    add(fmt::format("d2/d{}2", name), [p](const auto& o) {
      return Shown{o.derivatives[p].second, o.derivatives[p].second_digits, o.real};
    });
  }
  return result;
}

std::string heading_for_people(const std::string& heading) {
  if (heading == "leading") return "value";
  return heading == "finite_size" ? "finite size" : heading;
}

Table table_for_people(const Solution& solution) {
  const bool described = std::any_of(solution.outputs.begin(), solution.outputs.end(),
                                     [](const auto& output) { return !output.description.empty(); });
  const bool bounded = !solution.outputs.empty() && solution.outputs.front().enclosure;
  const bool limit = std::any_of(solution.outputs.begin(), solution.outputs.end(),
                                 [](const auto& output) { return output.leading && !output.leading->power.empty(); });
  Table table{{{"output", Table::Kind::Name}}, {}};
  for (const auto& output : solution.outputs) table.rows.push_back({output.name});
  for (const Series& series : all_series(solution)) {
    table.columns.push_back({heading_for_people(series.heading), Table::Kind::Number});
    for (std::size_t k = 0; k < table.rows.size(); ++k) {
      table.rows[k].push_back(series.numbers[k].text(series.digits));
    }
  }
  if (limit) table.columns.push_back({"times", Table::Kind::Words});
  if (bounded) table.columns.push_back({"digits", Table::Kind::Number});
  if (described) table.columns.push_back({"description", Table::Kind::Words});
  for (std::size_t k = 0; k < table.rows.size(); ++k) {
    const auto& output = solution.outputs[k];
    if (limit) table.rows[k].push_back(output.leading->power);
    if (bounded) table.rows[k].push_back(std::to_string(output.enclosure->digits));
    if (described) table.rows[k].push_back(output.description);
  }
  return table;
}

/// Complex values take a further column, so that the columns of real files never change.
Table table_for_machines(const Solution& solution) {
  const bool complex =
      std::any_of(solution.outputs.begin(), solution.outputs.end(), [](const auto& output) { return !output.real; });
  Table table{{{"output", Table::Kind::Name}}, {}};
  for (const auto& output : solution.outputs) table.rows.push_back({output.name});
  for (const Series& series : all_series(solution)) {
    const bool value = series.heading == "value";
    table.columns.push_back({series.heading, Table::Kind::Number});
    if (complex) table.columns.push_back({value ? "imaginary" : series.heading + "_imaginary", Table::Kind::Number});
    for (std::size_t k = 0; k < table.rows.size(); ++k) {
      table.rows[k].push_back(series.numbers[k].real_part());
      if (complex) table.rows[k].push_back(series.numbers[k].imaginary_part());
    }
  }
  if (!solution.outputs.empty() && solution.outputs.front().leading) {
    table.columns.push_back({"exponent", Table::Kind::Number});
    for (std::size_t k = 0; k < table.rows.size(); ++k) table.rows[k].push_back(solution.outputs[k].leading->exponent);
  }
  return table;
}

std::string solver_line(const Solution& s) {
  const std::string proved =
      s.branch_bound > 0 ? fmt::format(" (proved below {})", decimal(s.branch_bound, 4)) : std::string();
  return fmt::format("{} unknowns ({} nonlinear, {} linear), {} iterations, residual {}, branch radius {}{}, {} s\n",
                     s.unknowns, s.nonlinear, s.linear, s.iterations, decimal(s.residual, 2),
                     decimal(s.branch_radius, 3), proved, decimal(s.seconds, 2));
}

Json json_output(const Solution::Value& output) {
  Json entry = {{"name", output.name},
                {"value", Shown{output.value, output.digits, output.real}.json()},
                {"certified_digits", nullptr},
                {"lower", nullptr},
                {"upper", nullptr}};
  if (output.finite_size) entry["finite_size"] = json_number(*output.finite_size, output.real);
  if (const auto& bounds = output.enclosure) {
    entry["certified_digits"] = bounds->digits;
    entry["lower"] = Shown{bounds->lower, bounds->lower_digits, output.real}.json();
    entry["upper"] = Shown{bounds->upper, bounds->upper_digits, output.real}.json();
  }
  if (const auto& leading = output.leading) {
    if (leading->diverges) entry["value"] = nullptr;
    entry["leading"] = {{"coefficient", Shown{leading->coefficient, leading->coefficient_digits, output.real}.json()},
                        {"exponent", leading->exponent}};
  }
  for (const OutputDerivative& derivative : output.derivatives) {
    entry["derivatives"][derivative.parameter] = Shown{derivative.first, derivative.first_digits, output.real}.json();
    entry["second_derivatives"][derivative.parameter] =
        Shown{derivative.second, derivative.second_digits, output.real}.json();
  }
  return entry;
}

std::string json(const Context& context, const Solution& s) {
  Json document = json_heading(context);
  document["digits"] = s.digits > 0 ? Json(s.digits) : Json(nullptr);
  document["outputs"] = Json::array();
  for (const auto& output : s.outputs) document["outputs"].push_back(json_output(output));
  document["solver"] = {{"unknowns", s.unknowns},
                        {"nonlinear", s.nonlinear},
                        {"linear", s.linear},
                        {"iterations", s.iterations},
                        {"residual", json_number(s.residual)},
                        {"branch_radius", json_number(s.branch_radius)},
                        {"physical", s.branch_radius < 1},
                        {"seconds", json_number(s.seconds)}};
  return json_text(document);
}

}  // namespace

std::string solve_report(const Context& context, const Solution& solution, Format format) {
  if (solution.status != Status::Converged) throw std::invalid_argument("a report of numbers that nobody vouches for");
  switch (format) {
    case Format::Text:
      return text_heading(context) + to_text(table_for_people(solution)) + "\n" + solver_line(solution);
    case Format::Json:
      return json(context, solution);
    case Format::Csv:
      return to_csv(table_for_machines(solution));
    case Format::Latex:
      return to_latex(table_for_people(solution), provenance(context));
    case Format::Markdown:
      return to_markdown(table_for_people(solution));
  }
  throw std::invalid_argument("an unknown format");
}

}  // namespace freepencil::report
