// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/largest_remainders.hpp"

#include <algorithm>
#include <numeric>

namespace freepencil {
namespace {

/// The j-th of `chosen` evenly spread positions among `candidates`: the middle of the j-th of `chosen` equal parts.
std::size_t spread(std::size_t j, std::size_t chosen, std::size_t candidates) {
  return (2 * j + 1) * candidates / (2 * chosen);
}

}  // namespace

std::vector<std::int64_t> equal_shares(std::int64_t count, std::int64_t total) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(count), total / count);
  const auto left = static_cast<std::size_t>(total % count);
  for (std::size_t j = 0; j < left; ++j) ++counts[spread(j, left, counts.size())];
  return counts;
}

std::vector<std::int64_t> largest_remainders(std::span<const Rational> weights, std::int64_t total) {
  std::vector<std::int64_t> counts;
  std::vector<Rational> remainders;
  for (const Rational& weight : weights) {
    const Rational share = weight * total;
    const Integer whole = numerator(share) / denominator(share);  // truncation is the floor: shares are not negative
    counts.push_back(whole.convert_to<std::int64_t>());
    remainders.push_back(share - whole);
  }
  auto left = static_cast<std::size_t>(total - std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));

  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t begin = 0; begin < order.size() && left > 0;) {
    std::size_t end = begin + 1;
    while (end < order.size() && remainders[order[end]] == remainders[order[begin]]) ++end;
    const std::size_t chosen = std::min(left, end - begin);
    for (std::size_t j = 0; j < chosen; ++j) ++counts[order[begin + spread(j, chosen, end - begin)]];
    left -= chosen;
    begin = end;
  }
  return counts;
}

}  // namespace freepencil
