// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/realised_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace freepencil::validation {

std::vector<std::int64_t> atom_counts(const std::vector<double>& weights, std::int64_t total) {
  std::vector<std::int64_t> counts;
  std::vector<double> remainders;
  for (const double weight : weights) {
    const double share = weight * static_cast<double>(total);
    // A weight like 1/3 times a multiple of 3 is a whole number up to rounding, and must not lose its last unit.
    const double whole = std::floor(share * (1 + 1e-12));
    counts.push_back(static_cast<std::int64_t>(whole));
    remainders.push_back(share - whole);
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  std::int64_t left = total - std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  for (std::size_t k = 0; k < order.size() && left > 0; ++k, --left) ++counts[order[k]];
  return counts;
}

std::vector<Vector> realise(const Spectrum& spectrum, std::int64_t d) {
  const auto counts = atom_counts(spectrum.weights, d);
  std::vector<Vector> columns;
  for (const auto& values : spectrum.values) {
    Vector column(d);
    Eigen::Index begin = 0;
    for (std::size_t atom = 0; atom < counts.size(); ++atom) {
      column.segment(begin, counts[atom]).setConstant(values[atom]);
      begin += counts[atom];
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

std::int64_t rounded_size(double ratio, std::int64_t n) {
  return std::max<std::int64_t>(1, std::llround(ratio * static_cast<double>(n)));
}

}  // namespace freepencil::validation
