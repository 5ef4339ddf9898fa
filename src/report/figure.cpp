// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace freepencil::report {

namespace {

/// Values that span more than this are shown by their logarithms.
constexpr double two_decades = 100;

bool spans_decades(const std::vector<double>& values) {
  double least = std::numeric_limits<double>::infinity(), largest = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    if (!(value > 0)) return false;
    least = std::min(least, value);
    largest = std::max(largest, value);
  }
  return largest > two_decades * least;
}

Figure::Axis axis_of(const Curve::Axis& axis) {
  const bool positive = axis.positions.front() > 0 && axis.positions.back() > 0;
  const bool listed = axis.spacing == Spacing::Listed && spans_decades(axis.positions);
  return {{axis.name, axis.description}, positive && (axis.spacing == Spacing::Logarithmic || listed)};
}

/// Whether a line may join a point and the next one of its line.
bool joined(const Curve& curve, std::size_t line, std::size_t k, const std::string& output) {
  return std::none_of(curve.marks.begin(), curve.marks.end(), [&](const CurveMark& mark) {
    return mark.line == line && mark.after == k && (mark.output.empty() || mark.output == output);
  });
}

double value_at(const Curve& curve, std::size_t point, std::size_t output) {
  const CurveCell& cell = curve.points[point].cells[output];
  return cell.status == Status::Converged ? cell.number.value.real() : std::numeric_limits<double>::quiet_NaN();
}

Figure::Series series_of(const Curve& curve, std::size_t line, std::size_t output) {
  const Curve::Axis& axis = curve.axes.front();
  const std::size_t length = axis.positions.size();
  Figure::Series series;
  std::vector<Figure::Place> piece;
  const auto close = [&] {
    if (!piece.empty()) series.pieces.push_back(std::move(piece));
    piece.clear();
  };
  for (std::size_t k = 0; k < length; ++k) {
    const double value = value_at(curve, line * length + k, output);
    if (std::isnan(value)) {
      close();
      continue;
    }
    piece.push_back({axis.positions[k], value});
    if (!joined(curve, line, k, curve.outputs[output].name)) close();
  }
  close();
  for (const auto& simulation : curve.simulations) {
    if (simulation.point / length != line) continue;
    const auto& entry = simulation.outputs[output];
    series.simulated.push_back({axis.positions[simulation.point % length], entry.extrapolated, entry.standard_error});
  }
  return series;
}

Figure::Map map_of(const Curve& curve) {
  Figure::Map map{curve.axes[0].positions, curve.axes[1].positions, {}, {}, false};
  for (std::size_t p = 0; p < curve.points.size(); ++p) map.values.push_back(value_at(curve, p, 0));
  map.label = {curve.outputs.front().name, curve.outputs.front().description};
  map.logarithmic = spans_decades(map.values);
  return map;
}

void add_series(const Curve& curve, Figure& figure) {
  const std::size_t lines = curve.points.size() / curve.axes.front().positions.size();
  std::vector<double> all;
  for (std::size_t line = 0; line < lines; ++line) {
    for (std::size_t k = 0; k < curve.outputs.size(); ++k) {
      Figure::Series series = series_of(curve, line, k);
      if (lines == 1 || curve.outputs.size() > 1) series.parts.push_back({curve.outputs[k].name, {}});
      const std::size_t point = line * curve.axes.front().positions.size();
      for (std::size_t a = 1; a < curve.axes.size(); ++a) {
        series.parts.push_back({curve.axes[a].name, curve.axes[a].values[curve.index(point, a)]});
      }
      series.colour = lines > 1 ? line : k;
      series.dash = lines > 1 ? k : 0;
      for (const auto& piece : series.pieces) {
        for (const auto& place : piece) all.push_back(place.y);
      }
      figure.series.push_back(std::move(series));
    }
  }
  figure.y.logarithmic = spans_decades(all);
  if (curve.outputs.size() == 1) figure.y.label = {curve.outputs[0].name, curve.outputs[0].description};
}

}  // namespace

std::optional<std::string> why_no_figure(const std::vector<std::size_t>& lengths, std::size_t outputs) {
  std::size_t lines = 1;
  for (std::size_t a = 1; a < lengths.size(); ++a) lines *= lengths[a];
  if (lines <= largest_family) return std::nullopt;
  if (lengths.size() > 2) {
    return fmt::format(
        "a figure of {} curves would show nothing: sweep two parameters, or give all but the first at most "
        "{} values together",
        lines, largest_family);
  }
  if (outputs > 1) return "a heat map shows one output: choose it with --output";
  return std::nullopt;
}

std::variant<Figure, std::string> figure_of(const Curve& curve, const std::string& title) {
  if (std::any_of(curve.outputs.begin(), curve.outputs.end(), [](const auto& output) { return !output.real; })) {
    return "a figure shows real outputs: choose some with --output";
  }
  std::vector<std::size_t> lengths;
  for (const auto& axis : curve.axes) lengths.push_back(axis.positions.size());
  if (const auto why = why_no_figure(lengths, curve.outputs.size())) return *why;
  const std::size_t lines = curve.points.size() / curve.axes.front().positions.size();
  Figure figure{.title = title, .x = axis_of(curve.axes.front()), .y = {}, .series = {}, .map = {}, .verticals = {}};
  if (lines > largest_family) {
    figure.y = axis_of(curve.axes[1]);
    figure.map.push_back(map_of(curve));
    return figure;
  }
  for (const CurveMark& mark : curve.marks) {
    if (std::find(figure.verticals.begin(), figure.verticals.end(), mark.position) == figure.verticals.end()) {
      figure.verticals.push_back(mark.position);
    }
  }
  add_series(curve, figure);
  return figure;
}

}  // namespace freepencil::report
