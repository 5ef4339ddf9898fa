// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_columns.hpp"
#include "report/curve_sections.hpp"
#include "report/json.hpp"

namespace freepencil::report {

namespace {

using Content = CurveColumn::Content;

const char* name_of(Spacing spacing) {
  return spacing == Spacing::Linear ? "linear" : spacing == Spacing::Logarithmic ? "logarithmic" : "listed";
}

Json json_cell(const Curve& curve, std::size_t point, const CurveColumn& column) {
  if (column.content == Content::Parameter) {
    const Curve::Axis& axis = curve.axes[column.index];
    const std::size_t k = curve.index(point, column.index);
    return curve.request.digits > 0 ? Json(axis.values[k]) : Json(axis.positions[k]);
  }
  if (column.content == Content::CertifiedDigits) {
    const CurveCell& cell = curve.points[point].cells[column.index];
    return cell.status == Status::Converged ? Json(cell.number.enclosure->digits) : Json(nullptr);
  }
  return curve_number(curve, point, column).json();
}

Json json_gaps(const Curve& curve) {
  Json gaps = Json::array();
  for (std::size_t p = 0; p < curve.points.size(); ++p) {
    for (std::size_t k = 0; k < curve.outputs.size(); ++k) {
      const CurveCell& cell = curve.points[p].cells[k];
      if (cell.status == Status::Converged) continue;
      gaps.push_back({{"row", p},
                      {"output", curve.outputs[k].name},
                      {"status", freepencil::name(cell.status)},
                      {"reason", cell.reason}});
    }
  }
  return gaps;
}

}  // namespace

std::string curve_json(const Context& context, const Curve& curve) {
  Json document = json_heading(context);
  document["digits"] = curve.request.digits > 0 ? Json(curve.request.digits) : Json(nullptr);
  document["sweeps"] = Json::array();
  for (const Curve::Axis& axis : curve.axes) {
    document["sweeps"].push_back(
        {{"parameter", axis.name}, {"spacing", name_of(axis.spacing)}, {"values", axis.values}});
  }
  const auto columns = curve_columns(curve);
  document["columns"] = Json::array();
  for (const CurveColumn& column : columns) document["columns"].push_back(column.heading);
  Json rows = Json::array();
  for (std::size_t p = 0; p < curve.points.size(); ++p) {
    Json row = Json::array();
    for (const CurveColumn& column : columns) row.push_back(json_cell(curve, p, column));
    rows.push_back(std::move(row));
  }
  document["rows"] = std::move(rows);
  document["gaps"] = json_gaps(curve);
  document["marks"] = Json::array();
  for (const CurveMark& mark : curve.marks) {
    document["marks"].push_back({{"kind", mark.kind == CurveMark::Kind::Threshold ? "threshold" : "divergence"},
                                 {"parameter", curve.axes.front().name},
                                 {"position", mark.position},
                                 {"exact", mark.exact.empty() ? Json(nullptr) : Json(mark.exact)},
                                 {"output", mark.output.empty() ? Json(nullptr) : Json(mark.output)},
                                 {"after_row", mark.line * curve.axes.front().values.size() + mark.after},
                                 {"reason", mark.reason}});
  }
  return json_text(document);
}

}  // namespace freepencil::report
