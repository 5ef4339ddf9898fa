// SPDX-License-Identifier: GPL-3.0-or-later
// A table as data, and the ways to write it down.
#pragma once

#include <string>
#include <vector>

namespace freepencil::report {

struct Table {
  enum class Kind { Name, Number, Words, Formula };
  struct Column {
    std::string heading;
    Kind kind = Kind::Words;
    std::string latex = {};  ///< the heading in LaTeX, verbatim; empty: escaped as any other
  };

  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< a cell for every column
};

/// How many columns of a terminal a text takes: close to the number of its code points.
[[nodiscard]] std::size_t code_points(const std::string& text);

/// Columns aligned by code points, two spaces between them, no space at the end of a line.
[[nodiscard]] std::string to_text(const Table& table);
/// RFC 4180 with a header, lines ended by LF.
[[nodiscard]] std::string to_csv(const Table& table);
[[nodiscard]] std::string to_markdown(const Table& table);
/// A `tabular` with the rules of booktabs; names and words are escaped, numbers and formulas (which are LaTeX then) set
/// in math mode.
[[nodiscard]] std::string to_latex(const Table& table, const std::string& comment);

/// Special characters escaped, Greek letters as commands.
[[nodiscard]] std::string latex_escape(const std::string& text);

}  // namespace freepencil::report
