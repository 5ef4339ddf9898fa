// SPDX-License-Identifier: GPL-3.0-or-later
// Comma-separated tables with a header row, as spectra are read from.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "numeric/exact.hpp"

namespace freepencil::resolver {

/// What is wrong with a table, with its own file name, line and column in front.
struct TableError {
  std::string message;
};

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// Without the blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// `0.25`, `-1/4`: an exact number as the language writes it.
[[nodiscard]] std::optional<Rational> parse_number(std::string_view cell);
/// In quotes, and cut where it is long: for messages.
[[nodiscard]] std::string shown_cell(std::string_view cell);

/// The cells as text: a column is turned into numbers when it is asked for, so that one of names does no harm.
class TableText {
 public:
  /// Lines that are blank or begin with # are skipped, spaces around cells trimmed, "..." may hold a comma.
  static std::variant<TableText, TableError> read(std::string path, std::string_view text);

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] std::variant<std::vector<Rational>, TableError> numbers(std::size_t column) const;

 private:
  struct Cell {
    std::string text;
    std::size_t column;  // in the line, counted from one
  };
  struct Row {
    std::size_t line;
    std::vector<Cell> cells;
  };

  static std::variant<std::vector<Cell>, TableError> split(std::string_view line, const std::string& place);
  std::optional<TableError> take_header(const Row& row);

  std::string path_;
  std::vector<std::string> header_;
  std::vector<Row> rows_;
};

}  // namespace freepencil::resolver
