// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a curve that are finished, as text: a line that says which curve it is, then a line a block, each with
// a check of itself, so that one that was cut off in the middle is told from one that is whole.
#pragma once

#include <freepencil/curve.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace freepencil::report {

/// What determines the numbers of a curve: name and value each, such as the text of the file.
using CurveIdentity = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string checkpoint_head(const CurveIdentity& identity);
[[nodiscard]] std::string checkpoint_block(const CurveBlock& block);

struct Checkpoint {
  std::vector<CurvePoint> points;  ///< from the first one on
  std::size_t length = 0;          ///< bytes that are whole: what follows is to be cut off
};
/// One sentence where the text is no checkpoint, or that of another curve: it says in what they differ.
[[nodiscard]] std::variant<Checkpoint, std::string> read_checkpoint(const std::string& text,
                                                                    const CurveIdentity& identity);

}  // namespace freepencil::report
