// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "report/greek.hpp"
#include "report/names.hpp"
#include "support/utf8.hpp"

namespace freepencil::report {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Names that have a command though no letter in the table maps to it.
constexpr std::array<std::string_view, 5> variants = {"phi", "varepsilon", "vartheta", "varrho", "varpi"};

bool is_command(std::string_view word) {
  const auto is_word = [&](const GreekLetter& letter) { return letter.second == word; };
  return std::any_of(greek_letters.begin(), greek_letters.end(), is_word) ||
         std::find(variants.begin(), variants.end(), word) != variants.end();
}

/// One letter that is not ASCII. Those without a command (accented ones, capitals that look Latin) go by their number:
/// TeX has no glyph for them in math mode.
std::string letter(std::string_view text, char32_t value) {
  const auto at = std::find_if(greek_letters.begin(), greek_letters.end(),
                               [&](const GreekLetter& entry) { return entry.first == text; });
  return at != greek_letters.end() ? fmt::format("\\{} ", at->second)
                                   : fmt::format("\\mathrm{{u{:04X}}}", static_cast<std::uint32_t>(value));
}

/// A run without underscores and trailing digits: a Greek letter by name, one letter, or a word set upright.
std::string word(std::string_view text) {
  if (is_command(text)) return fmt::format("\\{}", text);
  std::string result, ascii;
  const auto flush = [&] {
    if (!ascii.empty()) result += ascii.size() == 1 ? ascii : fmt::format("\\mathrm{{{}}}", ascii);
    ascii.clear();
  };
  while (!text.empty()) {
    const CodePoint point = decode(text);
    if (point.length == 1) {
      ascii += text.front();
    } else {
      flush();
      result += letter(text.substr(0, point.length), point.value);
    }
    text.remove_prefix(point.length);
  }
  flush();
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

}  // namespace

std::string latex_name(std::string_view name) {
  std::vector<std::string> parts;  // what is set on the line, then the subscripts
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('_'), name.size());
    std::string_view part = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (part.empty()) continue;
    std::size_t digits = part.size();
    while (digits > 0 && is_digit(part[digits - 1])) --digits;
    if (digits > 0) parts.push_back(word(part.substr(0, digits)));
    if (digits < part.size()) parts.emplace_back(part.substr(digits));
  }
  // A name of underscores only, or one that begins with digits behind them, has nothing to carry a subscript.
  if (parts.empty() || is_digit(parts.front().front())) parts.insert(parts.begin(), "x");
  std::string result = parts.front();
  for (std::size_t k = 1; k < parts.size(); ++k) result += (k == 1 ? "_{" : ",") + parts[k];
  return parts.size() > 1 ? result + "}" : result;
}

}  // namespace freepencil::report
