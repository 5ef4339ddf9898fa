// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace freepencil::report {

std::string describe_parameters(const Context& context) {
  std::string text;
  for (std::size_t k = 0; k < context.parameters.size(); ++k) {
    const auto& [name, value] = context.parameters[k];
    text += fmt::format("{}{} {} {}", k == 0 ? "" : ", ", name, context.limit == k ? "->" : "=", value);
  }
  return text;
}

std::string text_heading(const Context& context) {
  std::string heading;
  if (!context.title.empty()) heading += context.title + "\n";
  if (!context.parameters.empty()) heading += describe_parameters(context) + "\n";
  return heading.empty() ? heading : heading + "\n";
}

std::string provenance(const Context& context) {
  std::string line = fmt::format("freepencil {} {}", context.command, context.file);
  if (!context.parameters.empty()) line += ": " + describe_parameters(context);
  // A line break in a file's name would end the comment that this goes into.
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

}  // namespace freepencil::report
