// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/files_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/json.hpp"
#include "report/latex_number.hpp"
#include "report/names.hpp"
#include "report/number.hpp"
#include "report/solve_sections.hpp"
#include "report/table.hpp"

namespace freepencil::report {
namespace {

/// Labels are shown where a row has one.
bool labelled(const FilesTable& table) {
  return std::any_of(table.rows.begin(), table.rows.end(), [](const auto& row) { return !row.label.empty(); });
}

std::string value_of(const FilesTable::Row& row, const std::string& parameter) {
  const auto at = std::find_if(row.parameters.begin(), row.parameters.end(),
                               [&](const auto& entry) { return entry.first == parameter; });
  return at == row.parameters.end() ? "-" : at->second;
}

bool diverges(const Solution::Value& value) { return value.leading && value.leading->diverges; }

std::string for_people(const std::optional<Solution::Value>& cell) {
  if (!cell) return "-";
  if (diverges(*cell)) return "diverges";
  return Shown(cell->value, cell->digits, cell->real).text(table_digits);
}

std::string for_machines(const std::optional<Solution::Value>& cell) {
  if (!cell || diverges(*cell)) return {};
  return Shown(cell->value, cell->digits, cell->real).text(exact_digits);
}

Table as_table(const FilesTable& table, bool people) {
  Table result;
  const bool labels = labelled(table);
  if (labels) result.columns.push_back({"", Table::Kind::Words});
  if (!labels || !people) result.columns.push_back({"file", Table::Kind::Words});
  for (const auto& name : table.parameters) {
    result.columns.push_back({name, Table::Kind::Number, fmt::format("${}$", latex_name(name))});
  }
  for (const auto& heading : table.headings) result.columns.push_back({heading, Table::Kind::Number});
  if (labels && !people) result.columns.front().heading = "label";
  for (const auto& row : table.rows) {
    auto& cells = result.rows.emplace_back();
    if (labels) cells.push_back(row.label);
    if (!labels || !people) cells.push_back(row.file);
    for (const auto& name : table.parameters) cells.push_back(value_of(row, name));
    for (const auto& cell : row.cells) cells.push_back(people ? for_people(cell) : for_machines(cell));
  }
  return result;
}

std::string json(const Context& context, const FilesTable& table) {
  Json document = json_heading(context);
  document["title"] = table.title;
  document["digits"] = table.request.digits > 0 ? Json(table.request.digits) : Json(nullptr);
  document["columns"] = table.headings;
  document["rows"] = Json::array();
  for (const auto& row : table.rows) {
    Json parameters = Json::object(), values = Json::array();
    for (const auto& [name, value] : row.parameters) parameters[name] = value;
    for (const auto& cell : row.cells) {
      values.push_back(cell && !diverges(*cell) ? Shown(cell->value, cell->digits, cell->real).json() : Json(nullptr));
    }
    document["rows"].push_back(
        {{"label", row.label}, {"file", row.file}, {"parameters", std::move(parameters)}, {"values", values}});
  }
  return json_text(document);
}

/// A table environment, numbers aligned at their decimal points.
std::string latex(const Context& context, const FilesTable& files) {
  const Table table = as_table(files, true);
  std::string alignment, head;
  for (const auto& column : table.columns) {
    const bool number = column.kind == Table::Kind::Number;
    alignment += number ? "r@{}l" : "l";
    const std::string heading = column.latex.empty() ? latex_escape(column.heading) : column.latex;
    head += head.empty() && &column == &table.columns.front() ? "" : " & ";
    head += number ? fmt::format("\\multicolumn{{2}}{{c}}{{{}}}", heading) : heading;
  }
  std::string text =
      fmt::format("% {}\n% \\usepackage{{booktabs}}\n\\begin{{table}}\n  \\centering\n", provenance(context));
  if (!files.title.empty()) text += fmt::format("  \\caption{{{}}}\n", latex_escape(files.title));
  text += fmt::format("  \\begin{{tabular}}{{{}}}\n  \\toprule\n  {} \\\\\n  \\midrule\n", alignment, head);
  for (const auto& row : table.rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      line += c == 0 ? "" : " & ";
      line += table.columns[c].kind == Table::Kind::Number ? latex_at_point(row[c]) : latex_escape(row[c]);
    }
    text += "  " + line + " \\\\\n";
  }
  return text + "  \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
}

}  // namespace

std::string files_table_report(const Context& context, const FilesTable& table, Format format) {
  switch (format) {
    case Format::Json:
      return json(context, table);
    case Format::Csv:
      return to_csv(as_table(table, false));
    case Format::Latex:
      return latex(context, table);
    case Format::Markdown:
      return (table.title.empty() ? "" : table.title + "\n\n") + to_markdown(as_table(table, true));
    default:
      return text_heading(context) + to_text(as_table(table, true));
  }
}

}  // namespace freepencil::report
