// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "report/number.hpp"
#include "report/solve_sections.hpp"
#include "support/utf8.hpp"

namespace freepencil::report {

namespace {

/// A line of a table that is longer than this has more in it than an eye can follow. Descriptions do not count: they
/// come last, and may run on.
constexpr std::size_t widest_table = 110;

bool is_description(const Table::Column& column) { return column.heading == "description"; }

std::size_t width_of(const Table& table) {
  std::size_t width = 0;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (is_description(table.columns[c])) continue;
    std::size_t widest = code_points(table.columns[c].heading);
    for (const auto& row : table.rows) widest = std::max(widest, code_points(row[c]));
    width += widest + 2;
  }
  return width;
}

/// Every row as a paragraph: its name and description, then its cells, a line each with the heading in front.
std::string to_blocks(const Table& table) {
  std::size_t widest = 0;
  for (const auto& column : table.columns) {
    if (!is_description(column)) widest = std::max(widest, code_points(column.heading));
  }
  std::string text;
  for (const auto& row : table.rows) {
    std::string title = row.front(), lines;
    const bool signs = std::any_of(row.begin() + 1, row.end(), [](const auto& cell) { return cell.starts_with('-'); });
    for (std::size_t c = 1; c < row.size(); ++c) {
      const Table::Column& column = table.columns[c];
      if (row[c].empty()) continue;
      if (is_description(column)) {
        title += "  " + row[c];
        continue;
      }
      // The digits of numbers with a sign stand below those of numbers without.
      const std::string sign = signs && !row[c].starts_with('-') ? " " : "";
      const std::string fill(widest - code_points(column.heading) + 2, ' ');
      lines += fmt::format("  {}{}{}{}\n", column.heading, fill, sign, row[c]);
    }
    text += fmt::format("{}{}\n{}", text.empty() ? "" : "\n", title, lines);
  }
  return text;
}

/// Exactly so many digits.
std::string rounded(double value, int digits, Rounding rounding) {
  const WorkingPrecision exact(exact_digits + 3);
  return decimal_text(Multi(value), digits, rounding);
}

constexpr double near_one = 0.999;  // from here on the distance from one tells more

/// What is below the bound is below the text.
std::string bound_text(double bound, int digits) {
  if (bound >= 1) return "1";
  // The difference is exact.
  return bound > near_one ? "1 - " + rounded(1 - bound, 2, Rounding::Down) : rounded(bound, digits, Rounding::Up);
}

std::string solver_line(const Solution& s) {
  // A bound is worth a digit more, and both numbers have it: a radius of 0.158 is not below 0.1577.
  const bool bounded = s.branch_bound > 0;
  const std::string radius = radius_text(s.branch_radius, bounded ? 4 : 3);
  const std::string proved = bounded ? fmt::format(" (proved below {})", bound_text(s.branch_bound, 4)) : std::string();
  // A residual of 400 digits is no double.
  const bool underflow = s.digits > 0 && s.residual == 0;
  return fmt::format("{} unknowns ({} nonlinear, {} linear), {} iterations, residual {}, branch radius {}{}, {} s\n",
                     s.unknowns, s.nonlinear, s.linear, s.iterations,
                     underflow ? "below 1e-300" : decimal(s.residual, 2), radius, proved, decimal(s.seconds, 2));
}

}  // namespace

std::string radius_text(double radius, int digits) {
  if (radius >= 1) return "below 1 by less than 1e-15";
  return radius > near_one ? "1 - " + rounded(1 - radius, 2, Rounding::Nearest) : decimal(radius, digits);
}

std::string solve_text(const Context& context, const Solution& solution) {
  const Table table = table_for_people(solution, TableFor::Text);
  const std::string numbers = width_of(table) > widest_table ? to_blocks(table) : to_text(table);
  return text_heading(context) + numbers + "\n" + solver_line(solution);
}

}  // namespace freepencil::report
