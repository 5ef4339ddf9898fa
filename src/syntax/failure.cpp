// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "support/suggest.hpp"
#include "support/utf8.hpp"

namespace freepencil::syntax {
namespace {

constexpr std::size_t longest_shown = 40;  // bytes of the user's text inside a message

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes above 127 count as letters here: a foreign letter is better shown whole than cut.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) ||
         static_cast<unsigned char>(c) > 127;
}

/// The token at an offset, as a reader would cut it; empty at the end of the text or of a line.
std::string_view token_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(std::min(offset, text.size()));
  if (rest.empty() || rest[0] == '\n' || rest[0] == '\r' || rest[0] == '#') return {};
  if (is_word_byte(rest[0]) && rest[0] > 0) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_word_byte);
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  }
  for (const std::string_view pair : {"==", "<=", ">=", "->", "..", "**", ":="}) {
    if (rest.starts_with(pair)) return pair;
  }
  return rest.substr(0, decode(rest).length);
}

std::string describe(std::string_view text, std::size_t offset) {
  const std::string_view token = token_at(text, offset);
  if (token.empty()) return offset >= text.size() ? "found the end of the text" : "found the end of the line";
  if (token == "\"") return "found a string";
  if (token.size() > longest_shown) return "found a long word";
  return fmt::format("found `{}`", token);
}

/// What the words in backticks of `expected ...` suggest for a misspelt one.
std::optional<std::string> closest_expected(std::string_view token, std::string_view what) {
  std::vector<std::string> words;
  for (std::size_t begin = what.find('`'); begin != what.npos;) {
    const std::size_t end = what.find('`', begin + 1);
    if (end == what.npos) break;
    const std::string_view word = what.substr(begin + 1, end - begin - 1);
    if (word.size() > 1 && std::all_of(word.begin(), word.end(), is_word_byte)) words.emplace_back(word);
    begin = what.find('`', end + 1);
  }
  return closest(token, words);
}

/// Characters that come along when a formula is pasted from a paper.
std::string_view ascii_of(std::string_view token) {
  constexpr std::array<std::array<std::string_view, 2>, 12> table = {{{"\u2212", "-"},
                                                                      {"\u2013", "-"},
                                                                      {"\u00d7", "*"},
                                                                      {"\u00b7", "*"},
                                                                      {"\u22c5", "*"},
                                                                      {"\u2264", "<="},
                                                                      {"\u2265", ">="},
                                                                      {"\u2019", "'"},
                                                                      {"\u201c", "\""},
                                                                      {"\u201d", "\""},
                                                                      {"\u221e", "inf"},
                                                                      {"\u00b5", "\u03bc (the Greek letter)"}}};
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry[0] == token; });
  return found == table.end() ? std::string_view() : (*found)[1];
}

/// `2*x` where `2x` was written, or nothing where no operand follows an operand on the same line.
std::optional<std::string> juxtaposed(const Context& context, std::size_t offset) {
  const Span operand = context.operand;
  if (operand.end == 0 || operand.end > offset) return std::nullopt;
  const std::string_view between = context.text.substr(operand.end, offset - operand.end);
  if (between.find_first_not_of(" \t") != between.npos) return std::nullopt;
  const std::string_view next = token_at(context.text, offset);
  if (next.empty() || !(is_word_byte(next[0]) || next == "(")) return std::nullopt;

  const std::string_view left = context.text.substr(operand.begin, operand.end - operand.begin);
  const bool short_enough =
      left.size() <= longest_shown && next.size() <= longest_shown && left.find('\n') == left.npos;
  const std::string_view right = next == "(" ? "(...)" : next;
  return short_enough ? fmt::format("{}*{}", left, right) : "a*b";
}

std::vector<std::string> hints(const Context& context, std::size_t offset, std::string_view what) {
  const std::string_view token = token_at(context.text, offset);
  if (token.empty()) {
    const bool continued = what.find("behind the") != what.npos && context.open.empty() && offset < context.text.size();
    if (continued) return {"inside brackets an expression may go on in the next line"};
    return {};
  }
  if (is_word_byte(token[0])) {
    if (const auto word = closest_expected(token, what)) return {fmt::format("did you mean `{}`?", *word)};
  }
  if (const auto ascii = ascii_of(token); !ascii.empty()) return {fmt::format("write {}", ascii)};
  if (const auto product = juxtaposed(context, offset)) {
    return {fmt::format("juxtaposition is not multiplication; write `{}`", *product)};
  }
  const bool after_star = offset > 0 && context.text[offset - 1] == '*' && token == "*";
  if (token == "**" || after_star) return {"powers are written with `^`, as in `X^2`"};
  if (token == "==" && what.find("`=`") != what.npos) return {"a definition or an equation has a single `=`"};
  if (token == "=" && what.find("`==`") != what.npos) return {"a relation between two sides is written `==`"};
  if (token == ".") return {"numbers are written with digits on both sides of the dot, as in `0.5`"};
  return {};
}

Diagnostic located(const Context& context, std::size_t offset, std::string message) {
  Diagnostic error;
  const std::size_t length = std::min<std::size_t>(token_at(context.text, offset).size(), 200);
  error.span = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + length)};
  error.message = std::move(message);
  return error;
}

}  // namespace

void fail_expecting(const Context& context, std::size_t offset, std::string_view what) {
  Diagnostic error = located(context, offset, fmt::format("expected {}", what));
  error.label = describe(context.text, offset);
  error.helps = hints(context, offset, what);
  if (!context.open.empty()) {
    const std::uint32_t open = context.open.back();
    const std::string_view between = context.text.substr(open, offset - open);
    // On one line the bracket is in sight anyway.
    if (between.find('\n') != between.npos) error.notes.push_back({{open, open + 1}, "this bracket is still open"});
  }
  throw SyntaxError{std::move(error)};
}

void fail_at_statement(const Context& context, std::size_t offset) {
  static const std::vector<std::string> keywords = {
      "title",    "cite", "parameter", "dimension", "random", "matrix", "vector", "symmetric",
      "spectrum", "let",  "output",    "assume",    "pencil", "claim",  "symbol", "noncommuting"};
  const std::string_view token = token_at(context.text, offset);
  if (token.empty() || !is_word_byte(token[0]) || is_digit(token[0])) {
    fail_expecting(context, offset, "a statement that begins with a word such as `let` or `output`");
  }
  const bool long_word = token.size() > longest_shown;
  const std::string shown(long_word ? "..." : token);
  Diagnostic error = located(context, offset, fmt::format("unknown statement `{}`", shown));
  if (auto keyword = closest(token, keywords)) {
    error.helps.push_back(fmt::format("did you mean `{}`?", *keyword));
  } else if (const std::size_t next = context.text.find_first_not_of(" \t", offset + token.size());
             next != std::string_view::npos && context.text[next] == '=') {
    error.helps.push_back(fmt::format("a definition begins with a word: `let {0} = ...` or `output {0} = ...`", shown));
  } else {
    error.helps.push_back(fmt::format("a statement begins with one of {}", fmt::join(keywords, ", ")));
  }
  throw SyntaxError{std::move(error)};
}

void fail_at_depth(std::size_t offset) {
  Diagnostic error;
  error.span = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + 1)};
  error.message = fmt::format("brackets are nested deeper than {} levels", max_depth);
  error.helps = {"give parts of the expression a name with `let`"};
  throw SyntaxError{std::move(error)};
}

void fail_at_chain(std::size_t offset) {
  Diagnostic error;
  error.span = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + 1)};
  error.message = fmt::format("more than {} of `'`, `[...]` and `^` in a row", max_chain);
  error.helps = {"put the first part into brackets or give it a name with `let`"};
  throw SyntaxError{std::move(error)};
}

void fail_at_power_of_power(const Context& context, std::size_t offset) {
  Diagnostic error = located(context, offset, "a power of a power needs brackets");
  error.helps = {"write `(a^b)^c` or `a^(b^c)`"};
  throw SyntaxError{std::move(error)};
}

void check_characters(std::string_view text) {
  const auto refuse = [](std::size_t offset, std::string message) {
    Diagnostic error;
    error.span = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + 1)};
    error.message = std::move(message);
    throw SyntaxError{std::move(error)};
  };
  if (text.size() > max_bytes) {
    refuse(0, fmt::format("the text has {} bytes; at most {} are read", text.size(), max_bytes));
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool end_of_line = byte == '\n' || (byte == '\r' && text.substr(at + 1).starts_with('\n'));
    if ((byte < 32 && byte != '\t' && !end_of_line) || byte == 127) {
      refuse(at, fmt::format("unexpected control character 0x{:02x}", byte));
    }
  }
  if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
    refuse(at, fmt::format("byte 0x{:02x} is not valid UTF-8", static_cast<unsigned char>(text[at])));
  }
}

}  // namespace freepencil::syntax
