// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/display.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/utf8.hpp"

namespace freepencil {
namespace {

/// Marks that change the direction of what follows: they could make a line read as another one.
bool reorders(char32_t c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C;
}

std::string shown(std::string_view text, const CodePoint& point) {
  const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
  if (!point.valid || control) return fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
  const bool line_end = point.value == 0x2028 || point.value == 0x2029;
  if (reorders(point.value) || line_end) return fmt::format("\\u{{{:04x}}}", static_cast<unsigned>(point.value));
  return std::string(text.substr(0, point.length));
}

constexpr std::size_t tab_width = 4;

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const CodePoint point = decode(text);
    out += shown(text, point);
    text.remove_prefix(point.length);
  }
  return out;
}

DisplayLine::DisplayLine(std::string_view line) {
  columns_.reserve(line.size());
  while (!line.empty()) {
    const CodePoint point = decode(line);
    columns_.insert(columns_.end(), point.length, cells_.size());
    if (line.front() == '\t') {
      cells_.resize(cells_.size() + tab_width - cells_.size() % tab_width, " ");
    } else if (std::string text = shown(line, point); text.front() == '\\') {
      for (const char c : text) cells_.emplace_back(1, c);
    } else {
      cells_.push_back(std::move(text));
    }
    line.remove_prefix(point.length);
  }
}

std::size_t DisplayLine::column_of(std::size_t byte) const {
  return byte < columns_.size() ? columns_[byte] : cells_.size();
}

std::string DisplayLine::text(std::size_t begin, std::size_t end) const {
  std::string out;
  for (std::size_t k = begin; k < std::min(end, cells_.size()); ++k) out += cells_[k];
  return out;
}

}  // namespace freepencil
