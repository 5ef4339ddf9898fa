// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/optimize.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "curve/minimum.hpp"
#include "numeric/decimal_text.hpp"

namespace freepencil {
namespace {

constexpr int in_a_double = 17;

/// Numbers of the objective as numbers of the output.
std::string with_sign(std::string digits, bool negative) {
  if (!negative || digits.empty()) return digits;
  if (digits.starts_with('-')) return digits.substr(1);
  return digits.find_first_of("123456789") == std::string::npos ? digits : "-" + digits;
}

double infinite(Optimum::Place place) {
  return place == Optimum::Place::Lower ? -std::numeric_limits<double>::infinity()
                                        : std::numeric_limits<double>::infinity();
}

Optimum::Coordinate coordinate(const Minimum& minimum, std::size_t k, int digits, bool show, double sign) {
  const Minimum::Coordinate& place = minimum.place[k];
  Optimum::Coordinate result{.place = place.place, .end = place.end, .gradient = sign * place.gradient};
  if (place.end == "inf" || place.end == "-inf") {
    result.value = infinite(place.place);
    return result;
  }
  const WorkingPrecision precision(digits + 10);
  Multi x(static_cast<Multi>(minimum.x[k]));
  // Zero to the accuracy of the box.
  if (place.place == Optimum::Place::Inside &&
      abs(x) < Multi(static_cast<Multi>(minimum.scales[k])) * pow(Multi(10), Multi(-digits))) {
    x = 0;
  }
  result.value = static_cast<double>(x);
  if (show) result.digits = decimal_text(x, digits);
  return result;
}

}  // namespace

Interval search_interval(const Model& model, const OptimizeOptions::Range& range) {
  Interval result = model.parameters[range.parameter].range;
  if (!range.lower.empty() && range.lower != "-inf") {
    const Rational asked(range.lower);
    if (!result.lower || asked > *result.lower) {
      result.lower = asked;
      result.lower_closed = true;
    }
  }
  if (!range.upper.empty() && range.upper != "inf") {
    const Rational asked(range.upper);
    if (!result.upper || asked < *result.upper) {
      result.upper = asked;
      result.upper_closed = true;
    }
  }
  return result;
}

Optimum optimize(const Model& model, const ModelFor& model_for, const ParameterPoint& point,
                 const OptimizeOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const int digits = options.digits > 0 ? options.digits : in_a_double;
  const bool show = options.digits > 0;
  std::vector<std::size_t> over;
  std::vector<Interval> box;
  for (const auto& range : options.over) {
    over.push_back(range.parameter);
    box.push_back(search_interval(model, range));
  }
  Objective f(model_for, point, options.output, over, options.maximize);
  const Minimum found = box.size() == 1 ? minimum_on_line(f, box[0], digits) : minimum_in_box(f, box, digits);

  Optimum result;
  result.status = found.status;
  result.reason = found.reason;
  result.output = options.output;
  result.maximize = options.maximize;
  result.digits = options.digits;
  result.grid_points = found.grid_points;
  result.skipped = found.skipped;
  result.evaluations = f.evaluations();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (found.status != Status::Converged) return result;

  const double sign = f.sign();
  for (std::size_t k = 0; k < over.size(); ++k) {
    result.argument.push_back(coordinate(found, k, digits, show, sign));
    result.argument.back().parameter = model.parameters[over[k]].name;
    result.boundary = result.boundary || found.place[k].place != Optimum::Place::Inside;
  }
  result.attained = found.attained;
  result.value = sign * found.value;
  if (show) result.value_digits = with_sign(found.value_digits, found.attained && options.maximize);
  const WorkingPrecision precision(digits + 10);
  for (const auto& row : found.second) {
    auto& numbers = result.second.emplace_back();
    auto& texts = result.second_digits.emplace_back();
    for (const Multi& entry : row) {
      const Multi value(entry * Multi(sign));
      numbers.push_back(static_cast<double>(value));
      if (show) texts.push_back(decimal_text(value, digits));
    }
  }
  for (const auto& rival : found.rivals) result.rivals.push_back({rival.at, sign * rival.value});
  return result;
}

}  // namespace freepencil
