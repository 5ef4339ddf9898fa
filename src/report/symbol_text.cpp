// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/symbol_text.hpp"

#include <algorithm>
#include <cctype>

#include "report/greek.hpp"

namespace freepencil::report {

namespace {

std::string letter_or_word(std::string_view word) {
  if (word == "phi") return "ϕ";
  const auto at = std::find_if(greek_letters.begin(), greek_letters.end(),
                               [&](const GreekLetter& letter) { return letter.second == word; });
  return at != greek_letters.end() ? std::string(at->first) : enhanced_escape(word);
}

}  // namespace

std::string enhanced_escape(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("{}^_@&~\\").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string enhanced_name(std::string_view name) {
  std::size_t end = std::min(name.find('_'), name.size());
  if (end == name.size() && end > 1 && std::isdigit(static_cast<unsigned char>(name[end - 1])) != 0) {
    std::size_t digits = end;
    while (digits > 1 && std::isdigit(static_cast<unsigned char>(name[digits - 1])) != 0) --digits;
    return letter_or_word(name.substr(0, digits)) + "_{" + std::string(name.substr(digits)) + "}";
  }
  if (end == 0 || end >= name.size()) return letter_or_word(name);
  std::string below;
  for (std::string_view rest = name.substr(end + 1); !rest.empty();) {
    const std::size_t next = std::min(rest.find('_'), rest.size());
    if (next > 0) below += (below.empty() ? "" : ",") + letter_or_word(rest.substr(0, next));
    rest.remove_prefix(std::min(next + 1, rest.size()));
  }
  return letter_or_word(name.substr(0, end)) + "_{" + below + "}";
}

}  // namespace freepencil::report
