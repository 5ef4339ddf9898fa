// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/latex_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

std::string latex_at_point(const std::string& text) {
  if (text == "-") return "--&";
  if (!text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0) return latex_escape(text) + "&";
  const std::size_t point = std::min(text.find('.'), text.find('e'));
  if (text.find('i') != std::string::npos) return fmt::format("${}$&", latex_number(text));
  if (point >= text.size()) return fmt::format("${}$&", text);
  std::string tail = latex_number(text.substr(point));
  if (tail.starts_with('.')) tail.replace(0, 1, "{.}");
  return fmt::format("${}$&${}$", text.substr(0, point), tail);
}

}  // namespace freepencil::report
