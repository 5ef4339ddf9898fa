// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "report/curve_report.hpp"
#include "report/number.hpp"

namespace freepencil::report {

namespace {

/// `, lambda = 1/10` for the axes but the first.
std::string other_axes(const Curve& curve, std::size_t point) {
  std::string text;
  for (std::size_t a = 1; a < curve.axes.size(); ++a) {
    text += fmt::format(", {} = {}", curve.axes[a].name, curve.axes[a].values[curve.index(point, a)]);
  }
  return text;
}

std::string place(const Curve& curve, std::size_t point) {
  return fmt::format("{} = {}{}", curve.axes[0].name, curve.axes[0].values[curve.index(point, 0)],
                     other_axes(curve, point));
}

/// Points without a value for one reason: which ones, and of which outputs.
struct Gap {
  std::vector<std::size_t> points;
  std::vector<std::string> outputs;
};

std::string listed_outputs(const Curve& curve, const std::vector<std::string>& names) {
  return names.size() == curve.outputs.size() ? std::string() : fmt::format(" of {}", fmt::join(names, ", "));
}

}  // namespace

std::string mark_text(const Curve& curve, const CurveMark& mark) {
  const std::size_t point = mark.line * curve.axes[0].values.size();
  const std::string at = mark.exact.empty() ? decimal(mark.position, table_digits) : mark.exact;
  return fmt::format("{} at {} = {}{}: {}", mark.kind == CurveMark::Kind::Threshold ? "threshold" : "divergence",
                     curve.axes[0].name, at, other_axes(curve, point), mark.reason);
}

std::vector<std::string> curve_remarks(const Curve& curve) {
  constexpr std::size_t most = 20;
  std::vector<std::string> remarks;
  for (const CurveMark& mark : curve.marks) {
    if (remarks.size() < most) remarks.push_back(mark_text(curve, mark));
  }
  if (curve.marks.size() > most) remarks.push_back(fmt::format("and {} more", curve.marks.size() - most));
  std::vector<std::pair<std::string, Gap>> gaps;  // in the order of their first points
  std::map<std::string, std::size_t> index;
  for (std::size_t p = 0; p < curve.points.size(); ++p) {
    for (std::size_t k = 0; k < curve.outputs.size(); ++k) {
      const CurveCell& cell = curve.points[p].cells[k];
      if (cell.status == Status::Converged) continue;
      const std::string reason = fmt::format("{} ({})", cell.reason, freepencil::name(cell.status));
      const auto [at, inserted] = index.try_emplace(reason, gaps.size());
      if (inserted) gaps.push_back({reason, {}});
      Gap& gap = gaps[at->second].second;
      if (gap.points.empty() || gap.points.back() != p) gap.points.push_back(p);
      const std::string& name = curve.outputs[k].name;
      if (std::find(gap.outputs.begin(), gap.outputs.end(), name) == gap.outputs.end()) gap.outputs.push_back(name);
    }
  }
  for (const auto& [reason, gap] : gaps) {
    const std::string where = gap.points.size() == 1
                                  ? place(curve, gap.points.front())
                                  : fmt::format("{} points, from {} to {}", gap.points.size(),
                                                place(curve, gap.points.front()), place(curve, gap.points.back()));
    remarks.push_back(fmt::format("no value{} at {}: {}", listed_outputs(curve, gap.outputs), where, reason));
  }
  return remarks;
}

}  // namespace freepencil::report
