// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_table.hpp"

#include <algorithm>
#include <set>

#include "expr/resolve_facts.hpp"

namespace freepencil::resolver {
namespace {

constexpr std::size_t max_rows = 1'000'000;
constexpr std::size_t max_bits = 200'000'000;  // of one column together

std::string cells(std::size_t count) { return std::to_string(count) + (count == 1 ? " cell" : " cells"); }

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string shown_cell(std::string_view cell) {
  constexpr std::size_t longest = 30;
  return "'" + std::string(cell.substr(0, longest)) + (cell.size() <= longest ? "" : "...") + "'";
}

std::optional<Rational> parse_number(std::string_view cell) {
  const auto slash = cell.find('/');
  if (slash == std::string_view::npos) return parse_decimal(cell);
  const std::string_view below = trimmed(cell.substr(slash + 1));
  const bool sign = !below.empty() && (below.front() == '-' || below.front() == '+');
  const auto numerator = parse_decimal(trimmed(cell.substr(0, slash)));
  const auto denominator = sign ? std::nullopt : parse_decimal(below);
  if (!numerator || !denominator || *denominator == 0) return std::nullopt;
  return *numerator / *denominator;
}

std::variant<std::vector<TableText::Cell>, TableError> TableText::split(std::string_view line,
                                                                        const std::string& place) {
  std::vector<Cell> cells;
  std::size_t at = 0;
  while (true) {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    Cell cell{.text = {}, .column = at + 1};
    if (at < line.size() && line[at] == '"') {
      for (++at;; ++at) {
        if (at >= line.size()) {
          return TableError{place + ":" + std::to_string(cell.column) + ": this quote is never closed"};
        }
        if (line[at] != '"') {
          cell.text += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          cell.text += line[at++];
        } else {
          break;
        }
      }
      const auto end = std::min(line.find(',', at), line.size());
      if (!trimmed(line.substr(at + 1, end - at - 1)).empty()) {
        return TableError{place + ":" + std::to_string(at + 2) + ": a comma is missing behind the quote"};
      }
      at = end;
    } else {
      const auto end = std::min(line.find(',', at), line.size());
      cell.text = trimmed(line.substr(at, end - at));
      at = end;
    }
    cells.push_back(std::move(cell));
    if (at >= line.size()) return cells;
    ++at;
  }
}

std::optional<TableError> TableText::take_header(const Row& row) {
  std::set<std::string_view> seen;
  for (const Cell& cell : row.cells) {
    const std::string place = path_ + ":" + std::to_string(row.line) + ":" + std::to_string(cell.column);
    if (cell.text.empty()) return TableError{place + ": a column has no name"};
    if (!seen.insert(cell.text).second) return TableError{place + ": there are two columns " + shown_cell(cell.text)};
    header_.push_back(cell.text);
  }
  return std::nullopt;
}

std::variant<TableText, TableError> TableText::read(std::string path, std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  TableText table;
  table.path_ = std::move(path);
  for (std::size_t begin = 0, number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#') continue;

    const std::string place = table.path_ + ":" + std::to_string(number);
    auto split_line = split(line, place);
    if (auto* error = std::get_if<TableError>(&split_line)) return std::move(*error);
    Row row{.line = number, .cells = std::move(std::get<0>(split_line))};
    if (table.header_.empty()) {
      if (auto error = table.take_header(row)) return std::move(*error);
      continue;
    }
    if (row.cells.size() != table.header_.size()) {
      return TableError{place + ": " + cells(row.cells.size()) + " where the header has " +
                        std::to_string(table.header_.size())};
    }
    if (table.rows_.size() == max_rows) return TableError{place + ": more than " + std::to_string(max_rows) + " rows"};
    table.rows_.push_back(std::move(row));
  }
  if (table.header_.empty()) return TableError{table.path_ + " is empty"};
  if (table.rows_.empty()) return TableError{table.path_ + " has a header but no rows"};
  return table;
}

std::variant<std::vector<Rational>, TableError> TableText::numbers(std::size_t column) const {
  std::vector<Rational> values;
  std::size_t bits = 0;
  values.reserve(rows_.size());
  for (const Row& row : rows_) {
    const Cell& cell = row.cells[column];
    const std::string place = path_ + ":" + std::to_string(row.line) + ":" + std::to_string(cell.column) + ": ";
    auto value = parse_number(cell.text);
    if (!value) return TableError{place + shown_cell(cell.text) + " is not a number"};
    bits += exact_bits(*value);
    if (bits > max_bits) return TableError{place + "the numbers of this column have too many digits"};
    values.push_back(std::move(*value));
  }
  return values;
}

}  // namespace freepencil::resolver
