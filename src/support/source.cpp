// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <freepencil/diagnostic.hpp>

#include "support/utf8.hpp"

namespace freepencil {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_begins_.push_back(at + 1);
  }
}

Source::Position Source::locate(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const std::size_t begin = *(next - 1);
  const auto first = text_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = text_.begin() + static_cast<std::ptrdiff_t>(offset);
  const auto before = std::count_if(first, last, [](char byte) { return !is_continuation(byte); });
  return {static_cast<std::size_t>(next - line_begins_.begin()), static_cast<std::size_t>(before) + 1};
}

std::size_t Source::line_begin(std::size_t number) const {
  if (number == 0 || number > line_begins_.size()) return text_.size();
  return line_begins_[number - 1];
}

std::string_view Source::line(std::size_t number) const {
  const std::size_t begin = line_begin(number);
  const std::size_t end = std::min(text_.find('\n', begin), text_.size());
  std::string_view line = std::string_view(text_).substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace freepencil
