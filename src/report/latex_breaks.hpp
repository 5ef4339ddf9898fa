// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas that know where a line may be broken, and displays made of them. Internal to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freepencil::report {

class BreakableLatex {
 public:
  /// What stands between two places at which a line may be broken.
  struct Piece {
    std::string text;
    int depth = 0;  ///< of the place in front of it: how many brackets a break there would tear apart
    std::string
        joiner;  ///< what a line that begins here has in front: a sign of multiplication that is not written else
  };

  BreakableLatex() = default;
  explicit BreakableLatex(std::string text) : pieces_{{std::move(text), 0, {}}} {}

  void add(std::string_view text);
  /// The places inside of `inner` are this much deeper here.
  void add(const BreakableLatex& inner, int deeper);
  void allow_break(int depth, std::string joiner = {});

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  /// Without breaks.
  [[nodiscard]] std::string flat() const;

 private:
  std::vector<Piece> pieces_{{}};
};

/// The formula in lines of at most so many points where it can be broken; the first one may have less room.
[[nodiscard]] std::vector<std::string> broken_lines(const BreakableLatex& formula, double first, double next);

/// An `align*`: relations under each other, with commas and a full stop.
class LatexDisplay {
 public:
  /// `condition` is set behind the right-hand side: `t = 1, \dots, T`.
  void add(const BreakableLatex& left, std::string relation, BreakableLatex right, std::string condition = {});
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// The only row as a formula for a line of text, where it is one that is low and short; empty otherwise.
  [[nodiscard]] std::string in_line() const;
  /// The environment with a line break at its end; `stop` ends its last row.
  [[nodiscard]] std::string text(std::string_view stop = ".") const;

 private:
  struct Row {
    BreakableLatex left;
    std::string relation;
    BreakableLatex right;
    std::string condition;
  };
  [[nodiscard]] std::vector<std::string> lines(const Row& row, double column, std::string_view stop) const;

  std::vector<Row> rows_;
};

}  // namespace freepencil::report
