// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/exponent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "curve/regimes.hpp"
#include "curve/simple_fraction.hpp"

namespace freepencil {
namespace {

constexpr int digits = 17;  // of the derivatives
constexpr int points_per_decade = 4, fewest_points = 9;

class Scan {
 public:
  Scan(Objective& f, Scaling& result) : f_(f), result_(result) {}

  bool run(double from, double to) {
    const double decades = std::log10(to / from);
    const int count = std::max(fewest_points, static_cast<int>(std::lround(decades * points_per_decade)) + 1);
    for (int k = 0; k < count; ++k) {
      const auto point = at(from * std::pow(to / from, static_cast<double>(k) / (count - 1)));
      if (!point) return false;
      result_.points.push_back(*point);
    }
    const auto found = plateaus(result_.points);
    if (found.empty()) {
      return fail(
          fmt::format("{} follows no power of {} in this range: the local exponent goes from {:.4g} to {:.4g} "
                      "and changes by more than {} a factor of e everywhere",
                      f_.output(), f_.name(0), result_.points.front().exponent, result_.points.back().exponent, flat));
    }
    for (std::size_t k = 0; k + 1 < found.size(); ++k) {
      if (!cross(found[k], found[k + 1])) return false;
    }
    for (std::size_t k = 0; k < found.size(); ++k) describe(found, k);
    return true;
  }

 private:
  bool fail(std::string reason) {
    result_.status = Status::Stalled;
    result_.reason = std::move(reason);
    return false;
  }

  std::optional<Scaling::Point> at(double t) {
    const WorkingPrecision precision(2 * digits);
    const Rational exact(t);
    const auto shape = f_.shape({exact}, {exact}, digits);
    if (!shape) {
      fail(fmt::format("at {} = {:.6g}: {}", f_.name(0), t, f_.reason()));
      return std::nullopt;
    }
    if (shape->value == 0) {
      fail(fmt::format("{} is zero at {} = {:.6g}", f_.output(), f_.name(0), t));
      return std::nullopt;
    }
    const Multi T(static_cast<Multi>(exact));
    const Multi first(T * shape->gradient[0] / shape->value), second(T * T * shape->second[0][0] / shape->value);
    return Scaling::Point{t, static_cast<double>(shape->value), static_cast<double>(first),
                          static_cast<double>(Multi(first + second - first * first))};
  }

  /// Where the exponent is midway between those of two plateaus: bisection in log T.
  bool cross(std::size_t a, std::size_t b) {
    constexpr double narrow = 1e-4;
    const auto& points = result_.points;
    const double middle = (points[a].exponent + points[b].exponent) / 2;
    const bool rises = points[b].exponent > points[a].exponent;
    std::size_t k = a;
    while (k + 1 < b && (points[k + 1].exponent < middle) == rises) ++k;
    double lower = points[k].at, upper = points[k + 1].at;
    Scaling::Point between;
    do {
      const auto point = at(std::sqrt(lower * upper));
      if (!point) return false;
      between = *point;
      ((between.exponent < middle) == rises ? lower : upper) = between.at;
    } while (upper > lower * (1 + narrow));
    result_.crossovers.push_back({between.at, between.exponent});
    return true;
  }

  /// Ends of the range at which the exponent is another one do not belong to the regime.
  void trim(std::size_t flattest, Scaling::Regime& regime) const {
    const auto& points = result_.points;
    const auto belongs = [&](std::size_t k) {
      return std::abs(points[k].exponent - points[flattest].exponent) <= same_exponent;
    };
    std::size_t first = flattest, last = flattest;
    while (first > 0 && belongs(first - 1)) --first;
    while (last + 1 < points.size() && belongs(last + 1)) ++last;
    if (regime.from == points.front().at) regime.from = points[first].at;
    if (regime.to == points.back().at) regime.to = points[last].at;
  }

  /// The exponent where it changes least, and how far it strays from that but for the thirds that border on crossovers.
  void stray(const Scaling::Point& flattest, Scaling::Regime& regime) const {
    const double third = std::pow(regime.to / regime.from, 1.0 / 3);
    const bool after = !result_.crossovers.empty() && regime.from >= result_.crossovers.front().at;
    const bool before = !result_.crossovers.empty() && regime.to <= result_.crossovers.back().at;
    const double from = after ? regime.from * third : regime.from, to = before ? regime.to / third : regime.to;
    regime.exponent = flattest.exponent;
    for (const Scaling::Point& point : result_.points) {
      const bool inside = point.at >= from && point.at <= to;
      if (inside) regime.error = std::max(regime.error, std::abs(point.exponent - regime.exponent));
    }
    // In a short regime, which may have no point there, the slope tells.
    regime.error = std::max(regime.error, std::abs(flattest.slope) * std::log(third));
  }

  void describe(const std::vector<std::size_t>& found, std::size_t k) {
    const auto& points = result_.points;
    Scaling::Regime regime;
    regime.from = k == 0 ? points.front().at : result_.crossovers[k - 1].at;
    regime.to = k + 1 == found.size() ? points.back().at : result_.crossovers[k].at;
    trim(found[k], regime);
    stray(points[found[k]], regime);
    std::vector<double> exponents;
    for (const Scaling::Point& point : points) {
      if (point.at >= regime.from && point.at <= regime.to) exponents.push_back(point.exponent);
    }
    const auto limit = extrapolated(exponents);
    if (limit && limit->error < regime.error) {
      // There are more than two corrections: what they were together is trusted to one digit, and no more.
      regime.error = std::max(limit->error, std::abs(limit->exponent - regime.exponent) / 10);
      regime.exponent = limit->exponent;
      regime.extrapolated = true;
    } else if (limit) {
      regime.error = std::max(regime.error, std::abs(limit->exponent - regime.exponent));
    }
    // Derivatives have been rounded to doubles.
    regime.error = std::max(regime.error, 1e-14);
    if (const auto simple = simple_fraction(regime.exponent, regime.error)) regime.rational = to_string(*simple);
    result_.regimes.push_back(std::move(regime));
  }

  Objective& f_;
  Scaling& result_;
};

}  // namespace

Scaling scaling(const Model& model, const ModelFor& model_for, const ParameterPoint& point,
                const ExponentOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Scaling result;
  result.output = options.output;
  result.parameter = model.parameters[options.parameter].name;
  Objective f(model_for, point, options.output, {options.parameter}, false);
  const double from = Rational(options.from).convert_to<double>(), to = Rational(options.to).convert_to<double>();
  if (Scan(f, result).run(from, to)) result.status = Status::Converged;
  result.evaluations = f.evaluations();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace freepencil
