// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/attempts.hpp"

#include <fmt/format.h>

#include "report/number.hpp"

namespace freepencil::report {

std::string attempts(const Solution& solution) {
  const auto& history = solution.history;
  if (history.empty()) return {};
  std::string text = fmt::format("what was tried on {} unknowns ({} nonlinear, {} linear)", solution.unknowns,
                                 solution.nonlinear, solution.linear);
  for (std::size_t begin = 0; begin < history.size();) {
    std::size_t end = begin;
    std::optional<double> radius;
    while (end < history.size() && history[end].method == history[begin].method) {
      if (history[end].branch_radius) radius = history[end].branch_radius;
      ++end;
    }
    const std::size_t steps = end - begin;
    text += fmt::format("\n  {}: {} step{}, residual {}", name(history[begin].method), steps, steps == 1 ? "" : "s",
                        decimal(history[end - 1].residual, 2));
    if (radius) text += fmt::format(", a root with branch radius {}", decimal(*radius, 4));
    begin = end;
  }
  return text;
}

}  // namespace freepencil::report
