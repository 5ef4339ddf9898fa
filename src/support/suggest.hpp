// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil {

/// The candidate that a misspelt name most likely means: fewest insertions, deletions, replacements and swaps of
/// neighbours, at most a third of the name's length; case counts only between equally close ones.
[[nodiscard]] std::optional<std::string> closest(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace freepencil
