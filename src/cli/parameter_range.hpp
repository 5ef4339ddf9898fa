// SPDX-License-Identifier: GPL-3.0-or-later
// `lambda=1/100:10` in the value of an option: parameters that vary.
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

struct ParameterRange {
  std::size_t parameter = 0;
  std::string lower, upper;  ///< exact numbers, `-inf` or `inf`; empty where only the name was given
};

/// Where in the value of an option a message points.
struct OptionPart {
  const std::string& option;  ///< `--over`
  const std::string& text;
  std::size_t begin, end;
};

/// Writes what is wrong there, and throws.
[[noreturn]] void refuse(const Task& task, const OptionPart& part, std::string message, std::string help = {});

/// Reads one range. Errors: an unknown parameter, one that is set or decides on the structure of the file, bounds that
/// are no numbers.
[[nodiscard]] ParameterRange read_parameter_range(const Task& task, const OptionPart& part);

/// The file of a task, read for other values of its parameters.
[[nodiscard]] std::function<Expected<Model>(const ParameterPoint&)> model_reader(const Task& task);

}  // namespace freepencil::cli
