// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "report/curve_columns.hpp"
#include "report/curve_sections.hpp"
#include "report/number.hpp"
#include "report/table.hpp"

namespace freepencil::report {

namespace {

using Content = CurveColumn::Content;

/// `phi = 0.1 .. 2 (20 values)`
std::string describe_sweeps(const Curve& curve) {
  std::vector<std::string> parts;
  for (const Curve::Axis& axis : curve.axes) {
    const char* spacing = axis.spacing == Spacing::Logarithmic ? ", logarithmic" : "";
    parts.push_back(axis.spacing == Spacing::Listed
                        ? fmt::format("{} = {}", axis.name, fmt::join(axis.values, ", "))
                        : fmt::format("{} = {} .. {} ({} values{})", axis.name, axis.values.front(), axis.values.back(),
                                      axis.values.size(), spacing));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// Columns whose widths do not depend on the numbers: rows can be written before the others are known.
std::string text_line(const Curve& curve, const std::vector<CurveColumn>& columns, auto cell) {
  std::string line;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string text = cell(columns[c]);
    const std::size_t width = widest_cell(curve, columns[c]), own = code_points(text);
    line += (c > 0 ? "  " : "") + std::string(width - std::min(width, own), ' ') + text;
  }
  return line + "\n";
}

/// CSV has a column more for every imaginary part.
std::vector<std::string> csv_cells(const Curve& curve, std::size_t point, const CurveColumn& column) {
  if (column.content == Content::Parameter) {
    return {fmt::format("{}", curve.axes[column.index].positions[curve.index(point, column.index)])};
  }
  if (column.content == Content::CertifiedDigits) {
    const std::string text = cell_for_people(curve, point, column);
    return {text == "-" ? std::string() : text};
  }
  const Shown number = curve_number(curve, point, column);
  if (column.real) return {number.real_part()};
  return {number.real_part(), number.imaginary_part()};
}

std::vector<std::string> csv_headings(const CurveColumn& column) {
  if (column.real) return {column.heading};
  return {column.heading, column.heading + "_imaginary"};
}

std::string csv_line(const std::vector<CurveColumn>& columns, auto cells) {
  std::vector<std::string> all;
  for (const CurveColumn& column : columns) {
    for (std::string& cell : cells(column)) all.push_back(std::move(cell));
  }
  return fmt::format("{}\n", fmt::join(all, ","));
}

std::string markdown_line(const std::vector<CurveColumn>& columns, auto cell) {
  std::string line = "|";
  for (const CurveColumn& column : columns) line += fmt::format(" {} |", cell(column));
  return line + "\n";
}

}  // namespace

bool can_stream(Format format) { return format == Format::Text || format == Format::Csv || format == Format::Markdown; }

std::string curve_head(const Context& context, const Curve& curve, Format format) {
  const auto columns = curve_columns(curve);
  const auto heading = [](const CurveColumn& column) { return column.heading; };
  if (format == Format::Csv) return csv_line(columns, csv_headings);
  if (format == Format::Markdown) {
    return markdown_line(columns, heading) + markdown_line(columns, [](const CurveColumn&) { return "---:"; });
  }
  std::string text = context.title.empty() ? "" : context.title + "\n";
  if (!context.parameters.empty()) text += describe_parameters(context) + "\n";
  return text + describe_sweeps(curve) + "\n\n" + text_line(curve, columns, heading);
}

std::string curve_rows(const Curve& curve, std::size_t begin, std::size_t end, Format format) {
  const auto columns = curve_columns(curve);
  std::string text;
  for (std::size_t p = begin; p < end; ++p) {
    const auto cell = [&](const CurveColumn& column) { return cell_for_people(curve, p, column); };
    switch (format) {
      case Format::Csv:
        text += csv_line(columns, [&](const CurveColumn& column) { return csv_cells(curve, p, column); });
        break;
      case Format::Markdown:
        text += markdown_line(columns, cell);
        break;
      default:
        text += text_line(curve, columns, cell);
    }
  }
  return text;
}

std::string curve_tail(const Curve& curve, Format format) {
  if (format != Format::Text) return {};
  std::string text = "\n";
  for (const std::string& remark : curve_remarks(curve)) text += remark + "\n";
  double radius = 0;
  for (const CurvePoint& point : curve.points) radius = std::max(radius, point.branch_radius);
  return text + fmt::format("{} points, largest branch radius {}\n", curve.points.size(), radius_text(radius, 3));
}

std::string curve_report(const Context& context, const Curve& curve, Format format) {
  switch (format) {
    case Format::Text:
    case Format::Csv:
    case Format::Markdown:
      return curve_head(context, curve, format) + curve_rows(curve, 0, curve.points.size(), format) +
             curve_tail(curve, format);
    case Format::Json:
      return curve_json(context, curve);
    case Format::Latex:
      return curve_latex(context, curve);
  }
  throw std::invalid_argument("an unknown format");
}

}  // namespace freepencil::report
