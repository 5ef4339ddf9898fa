// SPDX-License-Identifier: GPL-3.0-or-later
// Aligned equations whose long lines are broken between terms. Internal to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freepencil::report {

class LatexAlign {
 public:
  /// The relation between the two sides, `=` or a command.
  explicit LatexAlign(std::string relation) : relation_(std::move(relation)) {}

  /// The right-hand side as terms, each but the first with its sign.
  void add(const std::string& left, const std::vector<std::string>& terms);
  /// The environment, with a line break at its end.
  [[nodiscard]] std::string text() const;

 private:
  std::string relation_;
  std::vector<std::string> lines_;
};

/// How wide a formula will be set, in letters, roughly.
[[nodiscard]] std::size_t latex_width(std::string_view formula);

}  // namespace freepencil::report
