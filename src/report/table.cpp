// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "report/number.hpp"
#include "support/utf8.hpp"

namespace freepencil::report {

namespace {

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string fill(width - code_points(text), ' ');
  return right ? fill + text : text + fill;
}

std::string replace_each(const std::string& text, char what, const std::string& with) {
  std::string result;
  for (const char c : text) {
    if (c == what) {
      result += with;
    } else {
      result += c;
    }
  }
  return result;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return '"' + replace_each(text, '"', "\"\"") + '"';
}

std::string latex_cell(const std::string& text, Table::Kind kind) {
  if (kind == Table::Kind::Formula && !text.empty()) return '$' + text + '$';
  // Where there is no number there may be a word in its place.
  const bool word = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  if (kind != Table::Kind::Number || word) return latex_escape(text);
  if (text == "-") return "--";
  return '$' + latex_number(text) + '$';
}

}  // namespace

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string to_text(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t width = code_points(table.columns[c].heading);
    for (const auto& row : table.rows) width = std::max(width, code_points(row[c]));
    widths.push_back(width);
  }
  std::string text;
  const auto add_line = [&](const auto& cell) {
    std::string line;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (c > 0) line += "  ";
      line += padded(cell(c), widths[c], table.columns[c].kind == Table::Kind::Number);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  };
  add_line([&](std::size_t c) { return table.columns[c].heading; });
  for (const auto& row : table.rows) add_line([&](std::size_t c) { return row[c]; });
  return text;
}

std::string to_csv(const Table& table) {
  std::vector<std::string> cells;
  for (const auto& column : table.columns) cells.push_back(csv_cell(column.heading));
  std::string text = fmt::format("{}\n", fmt::join(cells, ","));
  for (const auto& row : table.rows) {
    cells.clear();
    for (const auto& cell : row) cells.push_back(csv_cell(cell));
    text += fmt::format("{}\n", fmt::join(cells, ","));
  }
  return text;
}

std::string to_markdown(const Table& table) {
  std::string heading = "|", rule = "|", body;
  for (const auto& column : table.columns) {
    heading += ' ' + replace_each(column.heading, '|', "\\|") + " |";
    rule += column.kind == Table::Kind::Number ? " ---: |" : " --- |";
  }
  for (const auto& row : table.rows) {
    body += '|';
    for (const auto& cell : row) body += ' ' + replace_each(cell, '|', "\\|") + " |";
    body += '\n';
  }
  return heading + '\n' + rule + '\n' + body;
}

std::string to_latex(const Table& table, const std::string& comment) {
  std::string alignment;
  std::vector<std::string> cells;
  for (const auto& column : table.columns) {
    alignment += column.kind == Table::Kind::Number ? 'r' : 'l';
    cells.push_back(column.latex.empty() ? latex_escape(column.heading) : column.latex);
  }
  std::string text = fmt::format("% {}\n% \\usepackage{{booktabs}}\n\\begin{{tabular}}{{{}}}\n  \\toprule\n  {} \\\\\n",
                                 comment, alignment, fmt::join(cells, " & "));
  text += "  \\midrule\n";
  for (const auto& row : table.rows) {
    cells.clear();
    for (std::size_t c = 0; c < row.size(); ++c) cells.push_back(latex_cell(row[c], table.columns[c].kind));
    text += fmt::format("  {} \\\\\n", fmt::join(cells, " & "));
  }
  return text + "  \\bottomrule\n\\end{tabular}\n";
}

}  // namespace freepencil::report
