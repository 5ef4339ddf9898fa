// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/latex_breaks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "report/latex_measure.hpp"

namespace freepencil::report {

namespace {

// The line of LaTeX's article has 345 points at 10 points a font.
constexpr double line = 338;
// A left-hand side wider than this has a line of its own where the whole does not fit one.
constexpr double wide_left = 75;
// What is shorter need not be displayed.
constexpr double shortest_display = 120;
// A break one bracket deeper costs as much as this part of a line left empty.
constexpr double bracket_cost = 0.3;

using Piece = BreakableLatex::Piece;

std::string joined(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t k = begin; k < end; ++k) text += pieces[k].text;
  return text;
}

}  // namespace

void BreakableLatex::add(std::string_view text) { pieces_.back().text += text; }

void BreakableLatex::add(const BreakableLatex& inner, int deeper) {
  for (std::size_t k = 0; k < inner.pieces_.size(); ++k) {
    const Piece& piece = inner.pieces_[k];
    if (k > 0) allow_break(piece.depth + deeper, piece.joiner);
    add(piece.text);
  }
}

void BreakableLatex::allow_break(int depth, std::string joiner) {
  if (!pieces_.back().text.empty()) pieces_.push_back({{}, depth, std::move(joiner)});
}

std::string BreakableLatex::flat() const { return joined(pieces_, 0, pieces_.size()); }

std::vector<std::string> broken_lines(const BreakableLatex& formula, double first, double next) {
  const std::vector<Piece>& pieces = formula.pieces();
  std::vector<std::string> lines;
  double room = first;
  for (std::size_t begin = 0; begin < pieces.size();) {
    const std::string lead = lines.empty() ? "" : pieces[begin].joiner;
    std::size_t end = pieces.size();
    if (latex_points(lead + joined(pieces, begin, end)) > room) {
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t k = begin + 1; k < pieces.size(); ++k) {
        const double width = latex_points(lead + joined(pieces, begin, k));
        // Where not even the first piece fits, it has the line for itself.
        if (width > room && k > begin + 1) break;
        const double cost = bracket_cost * pieces[k].depth + (1 - width / room);
        if (cost <= least) {
          least = cost;
          end = k;
        }
      }
    }
    lines.push_back(lead + joined(pieces, begin, end));
    begin = end;
    room = next;
  }
  return lines;
}

void LatexDisplay::add(const BreakableLatex& left, std::string relation, BreakableLatex right, std::string condition) {
  rows_.push_back({left, std::move(relation), std::move(right), std::move(condition)});
}

std::string LatexDisplay::in_line() const {
  if (rows_.size() != 1 || !rows_.front().condition.empty()) return {};
  const Row& row = rows_.front();
  std::string text = fmt::format("{} {} {}", row.left.flat(), row.relation, row.right.flat());
  for (const char* tall : {"\\frac", "\\sum", "\\lim", "\\big", "\\Big"}) {
    if (text.find(tall) != std::string::npos) return {};
  }
  return latex_points(text) < shortest_display ? text : std::string();
}

std::vector<std::string> LatexDisplay::lines(const Row& row, double column, std::string_view stop) const {
  constexpr double indent = 20;
  const std::string left = row.left.flat();
  const double relation = latex_points(row.relation) + 2;
  const double room = line - column - relation;
  const bool own_line = latex_points(left) > wide_left && latex_points(left) > column;
  std::vector<std::string> result;
  std::vector<std::string> right;
  if (own_line) {
    const std::vector<std::string> parts = broken_lines(row.left, line - column, line - column - indent);
    for (std::size_t k = 0; k < parts.size(); ++k) result.push_back((k == 0 ? "&" : "&\\qquad {}") + parts[k]);
    right = broken_lines(row.right, room - indent, room - indent);
    result.push_back(fmt::format("&\\qquad {} {}", row.relation, right.front()));
  } else {
    right = broken_lines(row.right, room, room - indent);
    result.push_back(fmt::format("{} &{} {}", left, row.relation, right.front()));
  }
  const char* gap = own_line ? "\\qquad\\quad" : "\\qquad";
  for (std::size_t k = 1; k < right.size(); ++k) result.push_back(fmt::format("&{} {{}}{}", gap, right[k]));
  if (!row.condition.empty()) {
    const double taken = latex_points(right.back()) + (right.size() > 1 ? indent : 0) + (own_line ? indent : 0);
    const std::string condition = fmt::format("\\qquad ({})", row.condition);
    if (taken + latex_points(condition) <= room) {
      result.back() += " " + condition;
    } else {
      result.push_back("&" + condition);
    }
  }
  result.back() += stop;
  return result;
}

std::string LatexDisplay::text(std::string_view stop) const {
  double column = 0;
  for (const Row& row : rows_) {
    const double width = latex_points(row.left.flat());
    const double whole = width + latex_points(row.relation) + latex_points(row.right.flat());
    if (width <= wide_left || (rows_.size() == 1 && whole <= line)) column = std::max(column, width);
  }
  std::vector<std::string> all;
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    for (std::string& part : lines(rows_[k], column, k + 1 < rows_.size() ? "," : stop)) all.push_back(std::move(part));
  }
  return fmt::format("\\begin{{align*}}\n  {}\n\\end{{align*}}\n", fmt::join(all, " \\\\\n  "));
}

}  // namespace freepencil::report
