// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the command language that are laid down but not built. They are refused by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil::cli {

/// `the command 'table' is not supported yet`, or nothing.
[[nodiscard]] std::optional<std::string> command_of_later(std::string_view command);

}  // namespace freepencil::cli
