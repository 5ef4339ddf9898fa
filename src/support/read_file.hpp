// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace freepencil {

/// Why a file could not be read: `No such file or directory`.
struct CannotRead {
  std::string reason;
};

/// The bytes of a file, of standard input for `-`. More than `limit` bytes are refused: a device may have no end.
[[nodiscard]] std::variant<std::string, CannotRead> read_file(const std::string& path, std::size_t limit);

/// Reads the files that another one names: by paths from its folder, nothing where one cannot be read. Standard input
/// stands in the current folder.
[[nodiscard]] std::function<std::optional<std::string>(const std::string&)> reader_beside(const std::string& path,
                                                                                          std::size_t limit);

}  // namespace freepencil
