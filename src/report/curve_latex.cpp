// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/curve_columns.hpp"
#include "report/curve_report.hpp"
#include "report/curve_sections.hpp"
#include "report/latex_number.hpp"
#include "report/names.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

using Content = CurveColumn::Content;

/// More rows than this do not fit a page.
constexpr std::size_t longest_page = 45;

std::string heading(const Curve& curve, const CurveColumn& column) {
  if (column.content == Content::Parameter) return fmt::format("${}$", latex_name(curve.axes[column.index].name));
  const std::string name = fmt::format("${}$", latex_name(curve.outputs[column.index].name));
  switch (column.content) {
    case Content::Lower:
      return name + " $\\ge$";
    case Content::Upper:
      return name + " $\\le$";
    case Content::CertifiedDigits:
      return "digits";
    case Content::FiniteSize:
      return name + ", $1/n$";
    case Content::Simulated:
      return name + ", simulated";
    case Content::Error:
      return "error";
    default:
      return name;
  }
}

std::string caption(const Context& context, const Curve& curve) {
  std::string text = context.title.empty() ? "" : latex_escape(context.title) + ". ";
  std::vector<std::string> parts;
  for (const auto& [name, value] : context.parameters)
    parts.push_back(fmt::format("${} = {}$", latex_name(name), value));
  text += fmt::format("{}", fmt::join(parts, ", "));
  if (!parts.empty()) text += ". ";
  for (const std::string& remark : curve_remarks(curve)) text += latex_escape(remark) + ". ";
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

std::string curve_latex(const Context& context, const Curve& curve) {
  const auto columns = curve_columns(curve);
  const bool pages = curve.points.size() > longest_page;
  std::string alignment, head;
  for (const CurveColumn& column : columns) {
    alignment += "r@{}l";
    head += fmt::format("{}\\multicolumn{{2}}{{c}}{{{}}}", head.empty() ? "" : " & ", heading(curve, column));
  }
  std::string text =
      fmt::format("% {}\n% \\usepackage{{booktabs{}}}\n", provenance(context), pages ? ",longtable" : "");
  const std::string label = fmt::format("\\caption{{{}}}", caption(context, curve));
  if (pages) {
    text += fmt::format("\\begin{{longtable}}{{{}}}\n  {}\\\\\n  \\toprule\n  {} \\\\\n  \\midrule\n  \\endfirsthead\n",
                        alignment, label, head);
    text += fmt::format("  \\toprule\n  {} \\\\\n  \\midrule\n  \\endhead\n  \\bottomrule\n  \\endfoot\n", head);
  } else {
    text += fmt::format("\\begin{{table}}\n  \\centering\n  {}\n  \\begin{{tabular}}{{{}}}\n  \\toprule\n  {} \\\\\n",
                        label, alignment, head);
    text += "  \\midrule\n";
  }
  for (std::size_t p = 0; p < curve.points.size(); ++p) {
    std::string row;
    for (const CurveColumn& column : columns) {
      row += (row.empty() ? "" : " & ") + latex_at_point(cell_for_people(curve, p, column));
    }
    text += "  " + row + " \\\\\n";
  }
  return text + (pages ? "\\end{longtable}\n" : "  \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
}

}  // namespace freepencil::report
