// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/later.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace freepencil::cli {

namespace {

constexpr std::array<std::string_view, 2> commands = {"curve", "table"};
constexpr std::array<std::string_view, 1> options = {"--checkpoint"};

}  // namespace

std::optional<std::string> command_of_later(std::string_view command) {
  if (std::find(commands.begin(), commands.end(), command) == commands.end()) return std::nullopt;
  return fmt::format("the command '{}' is not supported yet", command);
}

std::optional<std::string> option_of_later(std::string_view argument) {
  const std::string_view option = argument.substr(0, argument.find('='));
  if (std::find(options.begin(), options.end(), option) == options.end()) return std::nullopt;
  return fmt::format("the option {} is not supported yet", option);
}

}  // namespace freepencil::cli
