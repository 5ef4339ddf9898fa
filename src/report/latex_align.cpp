// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/latex_align.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace freepencil::report {

namespace {

// What fits a text line of 345 points, the width of LaTeX's article, at 10 points a font.
constexpr std::size_t widest = 60;

}  // namespace

std::size_t latex_width(std::string_view formula) {
  std::size_t width = 0;
  for (std::size_t k = 0; k < formula.size(); ++k) {
    const char c = formula[k];
    if (c == '\\') {
      const std::size_t begin = k + 1;
      while (k + 1 < formula.size() && std::isalpha(static_cast<unsigned char>(formula[k + 1])) != 0) ++k;
      const std::string_view command = formula.substr(begin, k + 1 - begin);
      // What only changes how its argument is set takes no room.
      const bool is_letter = command != "left" && command != "right" && command != "frac" && command != "mathrm" &&
                             command != "operatorname";
      if (is_letter) ++width;
    } else if (c != '{' && c != '}' && c != '^' && c != '_' && c != ' ') {
      ++width;
    }
  }
  return width;
}

void LatexAlign::add(const std::string& left, const std::vector<std::string>& terms) {
  // A wide left-hand side has a line of its own.
  const bool wide = latex_width(left) + latex_width(terms.front()) > widest && latex_width(left) > widest / 3;
  std::string line = wide ? fmt::format("&{}", left) : fmt::format("{} &{}", left, relation_);
  std::size_t width = latex_width(left) + 2;
  if (wide) {
    lines_.push_back(line + " \\notag");
    line = fmt::format("&\\qquad {}", relation_);
    width = 4;
  }
  for (std::size_t k = 0; k < terms.size(); ++k) {
    const std::size_t more = latex_width(terms[k]);
    if (k > 0 && width + more > widest) {
      lines_.push_back(line + " \\notag");
      line = "&\\quad {}";
      width = 2;
    }
    line += " " + terms[k];
    width += more + 1;
  }
  lines_.push_back(std::move(line));
}

std::string LatexAlign::text() const {
  return fmt::format("\\begin{{align}}\n  {}\n\\end{{align}}\n", fmt::join(lines_, " \\\\\n  "));
}

}  // namespace freepencil::report
