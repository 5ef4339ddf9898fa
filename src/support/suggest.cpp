// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "support/utf8.hpp"

namespace freepencil {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const CodePoint point = decode(text);
    points.push_back(point.value);
    text.remove_prefix(point.length);
  }
  return points;
}

std::u32string lower(std::u32string text) {
  for (char32_t& c : text) {
    const bool latin = c >= U'A' && c <= U'Z';
    const bool greek = c >= 0x391 && c <= 0x3A9;
    if (latin || greek) c += 0x20;
  }
  return text;
}

/// Damerau-Levenshtein distance in which no part is edited twice.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> closest(std::string_view wrong, const std::vector<std::string>& candidates) {
  // Nobody misspells a word of this length, and the comparison is quadratic.
  constexpr std::size_t longest = 64;
  if (wrong.size() > 4 * longest) return std::nullopt;
  const std::u32string name = code_points(wrong);
  if (name.empty() || name.size() > longest) return std::nullopt;

  std::optional<std::tuple<std::size_t, std::size_t>> best_key;
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    const std::u32string other = code_points(candidate);
    const std::size_t cutoff = std::max(name.size(), other.size()) / 3;
    if (other.size() > name.size() + cutoff || name.size() > other.size() + cutoff) continue;
    const std::tuple key(distance(lower(name), lower(other)), distance(name, other));
    if (std::get<0>(key) > cutoff || (best_key && key >= *best_key)) continue;
    best_key = key;
    best = candidate;
  }
  return best;
}

}  // namespace freepencil
