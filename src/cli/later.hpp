// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the command language that are laid down but not built. They are refused by name: an option that is silently
// ignored would be taken for one that had an effect.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil::cli {

/// `the command 'curve' is not supported yet`, or nothing.
[[nodiscard]] std::optional<std::string> command_of_later(std::string_view command);
/// The same for options: `--digits`, `--digits=30`.
[[nodiscard]] std::optional<std::string> option_of_later(std::string_view argument);

}  // namespace freepencil::cli
