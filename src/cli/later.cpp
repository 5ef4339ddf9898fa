// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/later.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace freepencil::cli {

namespace {

constexpr std::array<std::string_view, 1> commands = {"table"};

}  // namespace

std::optional<std::string> command_of_later(std::string_view command) {
  if (std::find(commands.begin(), commands.end(), command) == commands.end()) return std::nullopt;
  return fmt::format("the command '{}' is not supported yet", command);
}

}  // namespace freepencil::cli
