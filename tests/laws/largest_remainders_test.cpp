// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/largest_remainders.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>

namespace freepencil {
namespace {

/// The definition: whole numbers that sum to the total, each within one of its share.
void check_quota(const std::vector<Rational>& weights, std::int64_t total, const std::vector<std::int64_t>& counts) {
  REQUIRE(counts.size() == weights.size());
  CHECK(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == total);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const Rational distance = Rational(counts[k]) - weights[k] * total;
    CHECK(counts[k] >= 0);
    CHECK((distance < 1 && distance > -1));
  }
}

}  // namespace

TEST_CASE("largest remainders satisfy the quota rule for random weights", "[property]") {
  std::mt19937_64 engine(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> parts(1 + engine() % 40);
    for (std::int64_t& part : parts) part = static_cast<std::int64_t>(engine() % 20);
    parts.front() += 1;
    const std::int64_t sum = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    std::vector<Rational> weights;
    for (const std::int64_t part : parts) weights.emplace_back(part, sum);
    const auto total = static_cast<std::int64_t>(1 + engine() % 300);
    const auto counts = largest_remainders(weights, total);
    check_quota(weights, total, counts);

    // A larger fractional part never loses to a smaller one.
    const auto fraction = [&](std::size_t k) { return parts[k] * total % sum; };
    for (std::size_t a = 0; a < parts.size(); ++a) {
      for (std::size_t b = 0; b < parts.size(); ++b) {
        const bool a_up = counts[a] > parts[a] * total / sum, b_up = counts[b] > parts[b] * total / sum;
        if (fraction(a) > fraction(b)) CHECK((a_up || !b_up));
      }
    }
  }
}

TEST_CASE("equal weights agree with the general rule", "[property]") {
  for (const std::int64_t count : {1, 2, 3, 7, 30}) {
    const std::vector<Rational> weights(static_cast<std::size_t>(count), Rational(1, count));
    for (std::int64_t total = 1; total < 70; ++total) {
      const auto counts = equal_shares(count, total);
      check_quota(weights, total, counts);
      CHECK(counts == largest_remainders(weights, total));
    }
  }
}

TEST_CASE("fewer places than equal atoms are spread along the list") {
  // 300 equal weights at size 50: one of every six, from the middle of its group.
  const auto counts = equal_shares(300, 50);
  for (std::size_t k = 0; k < counts.size(); ++k) CHECK(counts[k] == (k % 6 == 3 ? 1 : 0));
}

}  // namespace freepencil
