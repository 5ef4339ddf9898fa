// SPDX-License-Identifier: GPL-3.0-or-later
// A table as data, and the ways to write it down.
#pragma once

#include <string>
#include <vector>

namespace freepencil::report {

struct Table {
  enum class Kind { Name, Number, Words };
  struct Column {
    std::string heading;
    Kind kind = Kind::Words;
  };

  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< a cell for every column
};

/// Columns aligned by code points, two spaces between them, no space at the end of a line.
[[nodiscard]] std::string to_text(const Table& table);
/// RFC 4180 with a header, lines ended by LF.
[[nodiscard]] std::string to_csv(const Table& table);
[[nodiscard]] std::string to_markdown(const Table& table);
/// A `tabular` with the rules of booktabs; names and words are escaped, numbers set in math mode.
[[nodiscard]] std::string to_latex(const Table& table, const std::string& comment);

/// Special characters escaped, Greek letters as commands.
[[nodiscard]] std::string latex_escape(const std::string& text);

}  // namespace freepencil::report
