// SPDX-License-Identifier: GPL-3.0-or-later
// The first syntax error: what the grammar keeps track of in order to report it in plain words.
#pragma once

#include <freepencil/diagnostic.hpp>
#include <string_view>
#include <vector>

namespace freepencil::syntax {

/// How deep brackets may nest and how long a chain such as `X'''` may be: the recursion of everything that walks the
/// tree is bounded by these two.
inline constexpr std::size_t max_depth = 100;
inline constexpr std::size_t max_chain = 8;
/// Larger texts are refused unread; data belongs into the files that a pencil names.
inline constexpr std::size_t max_bytes = std::size_t{4} << 20;

/// Thrown inside `parse` only.
struct SyntaxError {
  Diagnostic diagnostic;
};

/// The state that the grammar carries along.
struct Context {
  explicit Context(std::string_view whole) : text(whole) {}

  std::string_view text;
  std::vector<std::uint32_t> open;  ///< offsets of the brackets around the current place
  /// Bracket depth at which `0+` and `0-` may end an expression, or `nowhere`.
  std::size_t side_depth = nowhere;
  Span operand;  ///< the last complete operand: what a juxtaposed one would follow

  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
};

/// `expected <what>`, with what was found and hints on the usual slips.
[[noreturn]] void fail_expecting(const Context& context, std::size_t offset, std::string_view what);
/// At the first word of a line that begins no statement.
[[noreturn]] void fail_at_statement(const Context& context, std::size_t offset);
[[noreturn]] void fail_at_depth(std::size_t offset);
[[noreturn]] void fail_at_chain(std::size_t offset);
[[noreturn]] void fail_at_power_of_power(const Context& context, std::size_t offset);

/// Refuses what no rule should see: oversized text, invalid UTF-8, control characters.
void check_characters(std::string_view text);

}  // namespace freepencil::syntax
