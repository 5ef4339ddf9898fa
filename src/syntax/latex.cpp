// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/latex.hpp"

namespace freepencil::syntax {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::size_t latex_length(const Context& context, std::size_t offset) {
  const std::string_view text = context.text;
  std::size_t open = 0, end = offset;  // `end` follows the last character that is no blank
  std::size_t at = offset;
  for (; at < text.size() && text[at] != '\n' && text[at] != '\r' && text[at] != '#'; ++at) {
    const char c = text[at];
    if (is_blank(c)) continue;
    if (c == '\\') {
      // A lone backslash would reach into what the fragment is pasted in front of.
      const bool command = at + 1 < text.size() && is_letter(text[at + 1]);
      if (!command) fail_expecting(context, at + 1, "the name of a LaTeX command after the backslash");
    } else if (c == '{') {
      ++open;
    } else if (c == '}') {
      if (open == 0) fail_expecting(context, at, "a `{` before the `}` that closes it");
      --open;
    } else if (!is_letter(c) && !is_digit(c) && c != '_' && c != '^' && c != '\'') {
      fail_expecting(context, at, "LaTeX made of letters, digits, commands, `_`, `^`, `'`, `{` and `}`");
    }
    end = at + 1;
  }
  if (open > 0) fail_expecting(context, at, "the closing `}`");
  if (end == offset) fail_expecting(context, at, R"(LaTeX such as `\kappa` or `e_{1}`)");
  return end - offset;
}

}  // namespace freepencil::syntax
