// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace freepencil::cli {

/// What a .table file asks for: outputs of several files at several parameter points.
struct TableFile {
  struct Column {
    std::string output;   ///< its name in the files
    std::string heading;  ///< the same unless the file says otherwise
  };
  struct Row {
    std::string label;
    std::string file;                                           ///< from the folder of the table
    std::vector<std::pair<std::string, std::string>> settings;  ///< parameter and exact value
    std::optional<std::string> limit;                           ///< `lambda=0+`
    std::vector<std::pair<std::string, std::string>> renamed;   ///< column's output and what it is called in this file
    Span span;                                                  ///< of the row in the table's file
  };

  std::string title;
  int digits = 0;                       ///< 0: those of a double
  std::vector<std::string> parameters;  ///< that have a column of their own
  std::vector<Column> columns;
  std::vector<Row> rows;  ///< a row for each of several values that a parameter is given
};

/// Reads the TOML document, or tells all that is wrong with it.
[[nodiscard]] Expected<TableFile> read_table(const Source& source);

}  // namespace freepencil::cli
