// SPDX-License-Identifier: GPL-3.0-or-later
// Text made safe for a terminal, column by column.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil {

/// Printable form of any bytes: control characters, marks that reorder text and invalid UTF-8 are written as escapes
/// (`\x1b`, `\u{202e}`, `\xff`).
[[nodiscard]] std::string printable(std::string_view text);

/// One line of source text laid out in columns of a terminal.
class DisplayLine {
 public:
  explicit DisplayLine(std::string_view line);

  /// The column at which a byte of the line is shown; bytes behind the line are shown behind its last column.
  [[nodiscard]] std::size_t column_of(std::size_t byte) const;
  [[nodiscard]] std::size_t width() const { return cells_.size(); }
  [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const;

 private:
  std::vector<std::string> cells_;    // what stands in each column
  std::vector<std::size_t> columns_;  // of each byte
};

}  // namespace freepencil
