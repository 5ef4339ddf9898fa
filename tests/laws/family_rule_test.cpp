// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/family_rule.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "numeric/multiprecision.hpp"

namespace freepencil {
namespace {

/// Relative difference of the sum over all members and the rule.
template <class F>
double difference(std::int64_t from, std::int64_t to, F f) {
  const WorkingPrecision precision(50);
  Multi direct(0), by_rule(0);
  for (std::int64_t k = from; k <= to; ++k) direct += f(Multi(static_cast<double>(k)));
  const FamilyRule& rule = family_rule(from, to);
  for (std::size_t j = 0; j < rule.index.size(); ++j) {
    by_rule += f(static_cast<Multi>(rule.index[j])) * static_cast<Multi>(rule.weights[j]);
  }
  by_rule *= static_cast<double>(to - from + 1);
  return static_cast<double>(Multi(abs(Multi(by_rule - direct)) / abs(direct)));
}

}  // namespace

TEST_CASE("the rule of a family is exact for polynomials below degree 48 and sums to one", "[laws]") {
  for (const auto& [from, to] : {std::pair<std::int64_t, std::int64_t>{1, 3000}, {7, 20'000}}) {
    const FamilyRule& rule = family_rule(from, to);
    Rational total = 0;
    for (const Rational& weight : rule.weights) total += weight;
    CHECK(total == 1);
    for (const int degree : {0, 1, 5, 47}) {
      // Points and weights have 45 decimals, and a power is off by its degree times as much.
      CHECK(difference(from, to, [&](const Multi& k) { return pow(k, degree); }) < 1e-40 * (degree + 1));
    }
  }
}

TEST_CASE("sums of spectral functions by the rule agree with direct sums", "[laws]") {
  for (const char* beta : {"1.5", "2", "4"}) {
    for (const char* c : {"1e-2", "1e-6", "1e-10"}) {
      const auto trace = [&](int power) {
        return [=](const Multi& k) {
          const Multi s(pow(k, Multi(-Multi(beta))));
          return Multi(s / pow(Multi(s + Multi(c)), power));
        };
      };
      INFO("beta = " << beta << ", c = " << c);
      CHECK(difference(1, 30'000, trace(1)) < 1e-29);
      CHECK(difference(1, 30'000, trace(2)) < 1e-29);
    }
  }
}

TEST_CASE("a rule of 10^9 members has few points", "[laws]") {
  CHECK(family_rule(1, 1'000'000'000).index.size() < 1000);
}

}  // namespace freepencil
