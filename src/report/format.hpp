// SPDX-License-Identifier: GPL-3.0-or-later
// What every report begins with, and the forms that it can take.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace freepencil::report {

enum class Format { Text, Json, Csv, Latex, Markdown };

/// What was run: the part that the reports of all commands share.
struct Context {
  std::string command;
  std::string file;
  std::string title;
  std::vector<std::pair<std::string, std::string>> parameters;  ///< name, exact value; in the order of the file
  std::optional<std::size_t> limit = {};  ///< the parameter that goes to its value, `0+`, instead of having it
};

/// `lambda = 1/10, phi -> 0+`
[[nodiscard]] std::string describe_parameters(const Context& context);
/// The title and the parameters, for people; ends with an empty line where there is either.
[[nodiscard]] std::string text_heading(const Context& context);
/// One line for a comment: command, file and parameters.
[[nodiscard]] std::string provenance(const Context& context);

}  // namespace freepencil::report
