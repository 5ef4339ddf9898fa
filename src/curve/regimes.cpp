// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/regimes.hpp"

#include <algorithm>
#include <cmath>

namespace freepencil {
namespace {

double steepness(const Scaling::Point& point) { return std::abs(point.slope); }

/// Aitken's limit of three numbers in a row; nothing unless their differences fall.
bool aitken(double a, double b, double c, double& limit) {
  const double first = b - a, second = c - b;
  if (first == 0 && second == 0) {
    limit = c;
    return true;
  }
  if (!(first * second > 0) || std::abs(second) >= std::abs(first)) return false;
  limit = c + second * second / (first - second);
  return true;
}

}  // namespace

std::vector<std::size_t> plateaus(const std::vector<Scaling::Point>& points) {
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const double here = steepness(points[k]);
    const bool least =
        (k == 0 || here <= steepness(points[k - 1])) && (k + 1 == points.size() || here <= steepness(points[k + 1]));
    if (!least || here > flat) continue;
    if (!result.empty() && std::abs(points[k].exponent - points[result.back()].exponent) < same_exponent) {
      // One regime, of which the later point is further from where the exponent came from.
      if (here <= steepness(points[result.back()])) result.back() = k;
      continue;
    }
    result.push_back(k);
  }
  return result;
}

Extrapolated extrapolated(const std::vector<Scaling::Point>& points, bool& settled) {
  const std::size_t n = points.size();
  double last = 0, before = 0;
  const auto a = [&](std::size_t back) { return points[n - 1 - back].exponent; };
  settled = aitken(a(2), a(1), a(0), last) && aitken(a(3), a(2), a(1), before);
  if (!settled) return {a(0), std::abs(a(0) - a(1))};
  return {last, std::abs(last - before)};
}

}  // namespace freepencil
