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

std::string value_text(const Solution::Value& output, int digits) {
  return output.real ? decimal(output.value.real(), digits) : decimal(output.value, digits);
}

/// All outputs have a term of order 1/n, or none has.
bool has_finite_size(const Solution& solution) {
  return !solution.outputs.empty() && solution.outputs.front().finite_size.has_value();
}

std::string finite_size_text(const Solution::Value& output) {
  return output.real ? decimal(output.finite_size->real(), finite_size_digits)
                     : decimal(*output.finite_size, finite_size_digits);
}

Table table_for_people(const Solution& solution) {
  const bool described = std::any_of(solution.outputs.begin(), solution.outputs.end(),
                                     [](const auto& output) { return !output.description.empty(); });
  Table table{{{"output", Table::Kind::Name}, {"value", Table::Kind::Number}}, {}};
  if (has_finite_size(solution)) table.columns.push_back({"finite size", Table::Kind::Number});
  if (described) table.columns.push_back({"description", Table::Kind::Words});
  for (const auto& output : solution.outputs) {
    table.rows.push_back({output.name, value_text(output, table_digits)});
    if (has_finite_size(solution)) table.rows.back().push_back(finite_size_text(output));
    if (described) table.rows.back().push_back(output.description);
  }
  return table;
}

/// Complex values take a further column, so that the columns of real files never change.
Table table_for_machines(const Solution& solution) {
  const bool complex =
      std::any_of(solution.outputs.begin(), solution.outputs.end(), [](const auto& output) { return !output.real; });
  Table table{{{"output", Table::Kind::Name}, {"value", Table::Kind::Number}}, {}};
  if (complex) table.columns.push_back({"imaginary", Table::Kind::Number});
  const bool finite_size = has_finite_size(solution);
  if (finite_size) table.columns.push_back({"finite_size", Table::Kind::Number});
  if (finite_size && complex) table.columns.push_back({"finite_size_imaginary", Table::Kind::Number});
  for (const auto& output : solution.outputs) {
    table.rows.push_back({output.name, decimal(output.value.real(), exact_digits)});
    if (complex) table.rows.back().push_back(decimal(output.value.imag(), exact_digits));
    if (finite_size) table.rows.back().push_back(decimal(output.finite_size->real(), exact_digits));
    if (finite_size && complex) table.rows.back().push_back(decimal(output.finite_size->imag(), exact_digits));
  }
  return table;
}

std::string solver_line(const Solution& s) {
  return fmt::format("{} unknowns ({} nonlinear, {} linear), {} iterations, residual {}, branch radius {}, {} s\n",
                     s.unknowns, s.nonlinear, s.linear, s.iterations, decimal(s.residual, 2),
                     decimal(s.branch_radius, 3), decimal(s.seconds, 2));
}

std::string json(const Context& context, const Solution& s) {
  Json document = json_heading(context);
  document["digits"] = nullptr;
  document["outputs"] = Json::array();
  for (const auto& output : s.outputs) {
    document["outputs"].push_back({{"name", output.name},
                                   {"value", json_number(output.value, output.real)},
                                   {"certified_digits", nullptr},
                                   {"lower", nullptr},
                                   {"upper", nullptr}});
    if (output.finite_size) {
      document["outputs"].back()["finite_size"] = json_number(*output.finite_size, output.real);
    }
  }
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
