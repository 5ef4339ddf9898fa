// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>

namespace freepencil::cli {

/// Why a file could not be read: `No such file or directory`.
struct CannotRead {
  std::string reason;
};

/// The bytes of a file, of standard input for `-`. More than `limit` bytes are refused: a device may have no end.
[[nodiscard]] std::variant<std::string, CannotRead> read_file(const std::string& path, std::size_t limit);

}  // namespace freepencil::cli
