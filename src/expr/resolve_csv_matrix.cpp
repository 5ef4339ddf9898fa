// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <charconv>

#include "expr/resolve_dense.hpp"

namespace freepencil::resolver {
namespace {

/// The number of a cell: a decimal, or a fraction as in other tables.
std::optional<double> cell_value(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (!cell.empty() && end == cell.data() + cell.size() && error == std::errc()) return value;
  const auto exact = parse_number(cell);
  return exact ? std::optional(exact->convert_to<double>()) : std::nullopt;
}

std::string cells(std::size_t count) { return fmt::format("{} cell{}", count, count == 1 ? "" : "s"); }

}  // namespace

std::variant<DenseMatrix, TableError> read_csv_matrix(const std::string& path, std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  DenseMatrix matrix;
  std::size_t rows = 0;
  for (std::size_t begin = 0, line_number = 1; begin < text.size(); ++line_number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (const std::string_view content = trimmed(line); content.empty() || content.front() == '#') continue;

    const std::size_t before = matrix.entries.size();
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t comma = std::min(line.find(',', at), line.size());
      const std::string_view cell = trimmed(line.substr(at, comma - at));
      const auto value = cell_value(cell);
      if (!value) {
        return TableError{fmt::format("{}:{}:{}: {} is not a number", path, line_number, at + 1, shown_cell(cell))};
      }
      matrix.entries.push_back(*value);
      at = comma + 1;
    }
    const std::size_t count = matrix.entries.size() - before;
    if (rows++ == 0) matrix.size = count;
    if (count > max_dense_size) {
      return TableError{fmt::format("{}:{}: {}; at most {} are read", path, line_number, cells(count), max_dense_size)};
    }
    if (count != matrix.size) {
      return TableError{
          fmt::format("{}:{}: {} where the first row has {}", path, line_number, cells(count), matrix.size)};
    }
    if (rows > matrix.size) break;
  }
  if (rows == 0) return TableError{path + " is empty"};
  if (rows != matrix.size) {
    const std::string more = rows > matrix.size ? "more than " : "";
    const std::size_t count = std::min(rows, matrix.size);
    return TableError{
        fmt::format("{} must hold a square matrix; it has {}{} rows of {}", path, more, count, cells(matrix.size))};
  }
  return matrix;
}

}  // namespace freepencil::resolver
