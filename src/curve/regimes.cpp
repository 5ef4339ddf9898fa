// SPDX-License-Identifier: GPL-3.0-or-later
#include "curve/regimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace freepencil {
namespace {

double steepness(const Scaling::Point& point) { return std::abs(point.slope); }

constexpr std::size_t in_a_row = 5, around = 2;

/// The limit of five numbers that are a constant and two geometric sequences; the last one where they do not change.
double without_two_sequences(const double* a) {
  std::array<std::array<double, in_a_row + 1>, in_a_row + 1> epsilon{};
  for (std::size_t k = 0; k < in_a_row; ++k) epsilon[1][k] = a[k];
  for (std::size_t column = 2; column <= in_a_row; ++column) {
    for (std::size_t k = 0; k + column <= in_a_row; ++k) {
      const double difference = epsilon[column - 1][k + 1] - epsilon[column - 1][k];
      // No difference is left: the sequences have been taken out already.
      if (difference == 0) return column % 2 == 0 ? epsilon[column - 1][k + 1] : epsilon[column - 2][k + 1];
      epsilon[column][k] = epsilon[column - 2][k + 1] + 1 / difference;
    }
  }
  return epsilon[in_a_row][0];
}

/// The same for three numbers and one sequence (Aitken 1926).
double without_one_sequence(const double* a) {
  const double first = a[1] - a[0], second = a[2] - a[1];
  return first == second ? a[2] : a[2] + second * second / (first - second);
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

std::optional<Extrapolated> extrapolated(const std::vector<double>& exponents) {
  if (exponents.size() < in_a_row + 2 * around) return std::nullopt;
  std::vector<double> limits;
  for (std::size_t k = 0; k + in_a_row <= exponents.size(); ++k) {
    limits.push_back(without_two_sequences(&exponents[k]));
  }
  std::optional<Extrapolated> best;
  for (std::size_t k = around; k + around < limits.size(); ++k) {
    // What the second of the sequences changed; with one, three numbers are enough.
    double error = std::abs(limits[k] - without_one_sequence(&exponents[k + 1]));
    for (std::size_t j = k - around; j <= k + around; ++j) error = std::max(error, std::abs(limits[j] - limits[k]));
    if (std::isfinite(error) && (!best || error < best->error)) best = Extrapolated{limits[k], error};
  }
  return best;
}

}  // namespace freepencil
