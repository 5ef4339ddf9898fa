// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace freepencil {

/// One code point at the head of a text, or one byte that is not part of any.
struct CodePoint {
  char32_t value = 0;
  std::uint8_t length = 1;  ///< in bytes
  bool valid = false;       ///< false: `value` is the offending byte
};

/// Decodes the head of a text that is not empty; overlong forms and surrogates are invalid.
[[nodiscard]] CodePoint decode(std::string_view text);

/// The offset of the first byte that is not valid UTF-8, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

[[nodiscard]] constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace freepencil
