// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/search_grid.hpp"

#include <algorithm>
#include <cmath>

namespace freepencil {
namespace {

/// Few binary digits: solving at a point with a short exact value costs less, and prints better.
Rational short_number(double x) {
  int exponent = 0;
  const double mantissa = std::frexp(x, &exponent);
  return Rational(std::ldexp(std::round(std::ldexp(mantissa, 20)), exponent - 20));
}

/// `count` numbers from `from` to `to`, both positive, in equal ratios.
std::vector<Rational> ratios(double from, double to, int count) {
  std::vector<Rational> result;
  for (int k = 0; k < count; ++k) {
    result.push_back(short_number(from * std::pow(to / from, static_cast<double>(k) / std::max(1, count - 1))));
  }
  return result;
}

constexpr double nearest = 1e-8, farthest = 1e8;  // of the unit, on half-lines
constexpr double at_an_end = 1e-5;                // of the length, on segments

void add_half_line(std::vector<Rational>& points, const Rational& end, int direction, int count) {
  const double unit = std::max(1.0, std::abs(end.convert_to<double>()));
  for (const Rational& distance : ratios(nearest * unit, farthest * unit, count)) {
    points.push_back(end + direction * distance);
  }
}

void add_segment(std::vector<Rational>& points, const Rational& a, const Rational& b, int count) {
  constexpr int decades_apart = 100;
  if (a > 0 && b > decades_apart * a) {
    for (const Rational& x : ratios(a.convert_to<double>(), b.convert_to<double>(), count)) points.push_back(x);
    return;
  }
  const Rational length = b - a;
  const int even = std::max(4, count / 2), towards_ends = std::max(1, count / 4);
  for (int k = 1; k < even; ++k) points.push_back(a + length * k / even);
  for (const Rational& share : ratios(at_an_end, 0.5 / even, towards_ends)) {
    points.push_back(a + length * share);
    points.push_back(b - length * share);
  }
}

}  // namespace

std::vector<Rational> search_grid(const Interval& interval, int count) {
  std::vector<Rational> points;
  if (interval.lower && interval.upper) {
    add_segment(points, *interval.lower, *interval.upper, count);
  } else if (interval.lower) {
    add_half_line(points, *interval.lower, 1, count);
  } else if (interval.upper) {
    add_half_line(points, *interval.upper, -1, count);
  } else {
    points.emplace_back(0);
    add_half_line(points, 0, 1, count / 2);
    add_half_line(points, 0, -1, count / 2);
  }
  if (interval.lower && interval.lower_closed) points.push_back(*interval.lower);
  if (interval.upper && interval.upper_closed) points.push_back(*interval.upper);
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  std::erase_if(points, [&](const Rational& x) { return !interval.contains(x); });
  return points;
}

}  // namespace freepencil
