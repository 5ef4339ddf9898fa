// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string_view>
#include <utility>

#include "report/greek.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

constexpr std::array special = {
    Replacement{"\\", "\\textbackslash{}"},
    Replacement{"{", "\\{"},
    Replacement{"}", "\\}"},
    Replacement{"$", "\\$"},
    Replacement{"&", "\\&"},
    Replacement{"%", "\\%"},
    Replacement{"#", "\\#"},
    Replacement{"_", "\\_"},
    Replacement{"^", "\\textasciicircum{}"},
    Replacement{"~", "\\textasciitilde{}"},
    Replacement{"±", "$\\pm$"},
};

}  // namespace

std::string latex_escape(const std::string& text) {
  std::string result;
  std::string_view rest = text;
  const auto take = [&](std::string_view prefix) {
    if (!rest.starts_with(prefix)) return false;
    rest.remove_prefix(prefix.size());
    return true;
  };
  while (!rest.empty()) {
    bool replaced = false;
    for (const auto& [from, to] : special) {
      if ((replaced = take(from))) {
        result += to;
        break;
      }
    }
    for (std::size_t k = 0; !replaced && k < greek_letters.size(); ++k) {
      if ((replaced = take(greek_letters[k].first))) result.append("$\\").append(greek_letters[k].second).append("$");
    }
    if (!replaced) {
      result += rest.front();
      rest.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace freepencil::report
