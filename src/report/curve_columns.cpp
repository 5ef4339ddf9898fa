// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/curve_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/number.hpp"

namespace freepencil::report {

namespace {

using Content = CurveColumn::Content;

constexpr int finite_size_digits = 8;  // what finite_size_accuracy vouches for

std::string axis_value(const Curve& curve, std::size_t point, std::size_t axis) {
  return decimal(curve.axes[axis].positions[curve.index(point, axis)], table_digits);
}

const Curve::Simulation* simulation_at(const Curve& curve, std::size_t point) {
  const auto at = std::lower_bound(curve.simulations.begin(), curve.simulations.end(), point,
                                   [](const Curve::Simulation& s, std::size_t p) { return s.point < p; });
  return at != curve.simulations.end() && at->point == point ? &*at : nullptr;
}

}  // namespace

std::vector<CurveColumn> curve_columns(const Curve& curve) {
  std::vector<CurveColumn> columns;
  for (std::size_t a = 0; a < curve.axes.size(); ++a) columns.push_back({curve.axes[a].name, Content::Parameter, a});
  for (std::size_t k = 0; k < curve.outputs.size(); ++k) {
    const auto& [name, description, real] = curve.outputs[k];
    columns.push_back({name, Content::Value, k, real});
    if (curve.request.certify) {
      columns.push_back({name + "_lower", Content::Lower, k, real});
      columns.push_back({name + "_upper", Content::Upper, k, real});
      columns.push_back({name + "_certified_digits", Content::CertifiedDigits, k});
    }
    if (curve.request.finite_size) columns.push_back({name + "_finite_size", Content::FiniteSize, k, real});
    if (!curve.simulations.empty()) {
      columns.push_back({name + "_simulated", Content::Simulated, k});
      columns.push_back({name + "_error", Content::Error, k});
    }
  }
  return columns;
}

Shown curve_number(const Curve& curve, std::size_t point, const CurveColumn& column) {
  const auto plain = [](double value) { return Shown(value, {}, true); };
  if (column.content == Content::Simulated || column.content == Content::Error) {
    const Curve::Simulation* simulation = simulation_at(curve, point);
    if (simulation == nullptr) return {};
    const auto& [mean, error, verdict] = simulation->outputs[column.index];
    return plain(column.content == Content::Simulated ? mean : error);
  }
  const CurveCell& cell = curve.points[point].cells[column.index];
  if (cell.status != Status::Converged) return {};
  const Solution::Value& number = cell.number;
  switch (column.content) {
    case Content::Lower:
      return {number.enclosure->lower, number.enclosure->lower_digits, column.real, Rounding::Down};
    case Content::Upper:
      return {number.enclosure->upper, number.enclosure->upper_digits, column.real, Rounding::Up};
    case Content::FiniteSize:
      return {*number.finite_size, number.finite_size_digits, column.real};
    default:
      return {number.value, number.digits, column.real};
  }
}

std::string cell_for_people(const Curve& curve, std::size_t point, const CurveColumn& column) {
  switch (column.content) {
    case Content::Parameter:
      return axis_value(curve, point, column.index);
    case Content::CertifiedDigits: {
      const CurveCell& cell = curve.points[point].cells[column.index];
      return cell.status == Status::Converged ? std::to_string(cell.number.enclosure->digits) : "-";
    }
    case Content::FiniteSize:
      return curve_number(curve, point, column).text(finite_size_digits);
    case Content::Lower:
    case Content::Upper:
      return curve_number(curve, point, column).text(exact_digits);
    case Content::Error:
      return curve_number(curve, point, column).text(2);
    default:
      return curve_number(curve, point, column).text(table_digits);
  }
}

std::size_t widest_cell(const Curve& curve, const CurveColumn& column) {
  constexpr std::size_t sign_point_exponent = 7;  // `-`, `.`, `e-308`
  const auto number = [&](int digits) {
    const std::size_t real =
        static_cast<std::size_t>(curve.request.digits > 0 ? curve.request.digits : digits) + sign_point_exponent;
    return column.real ? real : 2 * real + 4;
  };
  std::size_t width = code_points(column.heading);
  switch (column.content) {
    case Content::Parameter:
      for (std::size_t k = 0; k < curve.axes[column.index].positions.size(); ++k) {
        width = std::max(width, decimal(curve.axes[column.index].positions[k], table_digits).size());
      }
      return width;
    case Content::CertifiedDigits:
      return width;
    case Content::Lower:
    case Content::Upper:
      return std::max(width, number(exact_digits));
    case Content::FiniteSize:
      return std::max(width, number(finite_size_digits));
    default:
      return std::max(width, number(table_digits));
  }
}

}  // namespace freepencil::report
