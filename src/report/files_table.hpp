// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>
#include <optional>

#include "report/format.hpp"

namespace freepencil::report {

/// Outputs of several files, each at its own parameter point.
struct FilesTable {
  struct Row {
    std::string label, file;
    std::vector<std::pair<std::string, std::string>> parameters;  ///< all of the file: name, exact value
    std::vector<std::optional<Solution::Value>> cells;            ///< by heading; none where there is no value
  };

  std::string title;
  SolveRequest request;
  std::vector<std::string> parameters;  ///< that are shown
  std::vector<std::string> headings;    ///< of the outputs
  std::vector<Row> rows;
};

/// In any format. A number that is not there is a dash, an empty cell or null; a limit that is infinite is shown by how
/// it diverges.
[[nodiscard]] std::string files_table_report(const Context& context, const FilesTable& table, Format format);

}  // namespace freepencil::report
