// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/random_stream.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "laws/entry_law.hpp"
#include "support/box_muller.hpp"

namespace freepencil {
namespace {

std::vector<double> normals(const StreamKey& key, std::size_t count) {
  std::vector<double> out(count);
  RandomStream(key).fill_normal(1, out);
  return out;
}

/// Sample mean of a function, which must be within `deviations` standard errors of its expectation.
template <class F>
void check_mean(const std::vector<double>& sample, F f, double expected, double variance) {
  double mean = 0;
  for (const double x : sample) mean += f(x) / static_cast<double>(sample.size());
  const double standard_error = std::sqrt(variance / static_cast<double>(sample.size()));
  CHECK(std::abs(mean - expected) <= 4 * standard_error);
}

}  // namespace

// Random123's published known-answer vectors for philox4x32 with 10 rounds.
TEST_CASE("Philox4x32-10 gives its published answers") {
  using Words = std::array<std::uint32_t, 4>;
  const auto philox = [](Words c, std::uint32_t k0, std::uint32_t k1) {
    const auto out = r123::Philox4x32()({{c[0], c[1], c[2], c[3]}}, {{k0, k1}});
    return Words{out.v[0], out.v[1], out.v[2], out.v[3]};
  };
  CHECK(philox({0, 0, 0, 0}, 0, 0) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t f = 0xffffffff;
  CHECK(philox({f, f, f, f}, f, f) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a stream is Random123's Philox under its documented key") {
  const StreamKey key{.seed = 0x123456789abcdef0, .size = 0x500000007, .trial = 0x300000002, .variable = 9};
  const auto mixed = r123::Philox4x32()({{7, 5, 0, 0}}, {{0x9abcdef0, 0x12345678}});
  std::vector<std::uint32_t> bits(4099);
  RandomStream(key).fill_bits(bits);
  for (std::uint32_t k = 0; k < bits.size(); ++k) {
    const auto block = r123::Philox4x32()({{k / 4, 9, 2, 3}}, {{mixed.v[0], mixed.v[1]}});
    REQUIRE(bits[k] == block.v[k % 4]);
  }
}

TEST_CASE("a stream depends on its key and on the position only") {
  const StreamKey key{.seed = 1, .size = 100, .trial = 5, .variable = 2};
  const auto all = normals(key, 5000);
  for (const std::size_t count : {1U, 2U, 255U, 256U, 257U, 4999U}) {
    const auto some = normals(key, count);
    CHECK(std::equal(some.begin(), some.end(), all.begin()));
  }
  for (const StreamKey& other : {StreamKey{2, 100, 5, 2}, StreamKey{1, 101, 5, 2}, StreamKey{1, 100, 6, 2},
                                 StreamKey{1, 100, 5, 3}, StreamKey{1, 100, 5 + (std::int64_t{1} << 32), 2}}) {
    const auto x = normals(other, 5000);
    std::vector<double> products;
    for (std::size_t k = 0; k < x.size(); ++k) products.push_back(x[k] * all[k]);
    check_mean(
        products, [](double p) { return p; }, 0, 1);
  }
}

TEST_CASE("normals have the moments and the distribution of a normal") {
  auto sample = normals({.seed = 3, .size = 1, .trial = 1, .variable = 0}, 1'000'000);
  check_mean(
      sample, [](double x) { return x; }, 0, 1);
  check_mean(
      sample, [](double x) { return x * x; }, 1, 2);
  check_mean(
      sample, [](double x) { return x * x * x; }, 0, 15);
  check_mean(
      sample, [](double x) { return x * x * x * x; }, 3, 96);
  std::vector<double> neighbours;
  for (std::size_t k = 0; k + 1 < sample.size(); k += 2) neighbours.push_back(sample[k] * sample[k + 1]);
  check_mean(
      neighbours, [](double p) { return p; }, 0, 1);
  check_mean(
      neighbours, [](double p) { return p * p; }, 1, 8);

  // Kolmogorov and Smirnov: sqrt(N) D exceeds t with probability near 2 exp(-2 t^2), 1e-4 at t = 2.23.
  std::sort(sample.begin(), sample.end());
  const auto count = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t k = 0; k < sample.size(); ++k) {
    const double f = 0.5 * std::erfc(-sample[k] / std::sqrt(2.0)), below = static_cast<double>(k) / count;
    distance = std::max({distance, f - below, below + 1 / count - f});
  }
  CHECK(std::sqrt(count) * distance <= 2.23);
}

TEST_CASE("the parts of a normal are accurate to a few roundings") {
  const double epsilon = std::numeric_limits<double>::epsilon();
  for (int k = 1; k <= 100'000; ++k) {
    const double u = k / 100'000.0, x = (u - 0.5) * 1.5707963267948966;
    REQUIRE(std::abs(box_muller::log_unit(u) - std::log(u)) <= 2 * epsilon * std::max(1.0, std::abs(std::log(u))));
    const auto [sine, cosine] = box_muller::sine_cosine(x);
    REQUIRE(std::abs(sine - std::sin(x)) <= 2 * epsilon);
    REQUIRE(std::abs(cosine - std::cos(x)) <= 2 * epsilon);
  }
  CHECK(box_muller::log_unit(1) == 0);
  CHECK(std::abs(box_muller::log_unit(0x1p-52) + 52 * std::log(2.0)) <= 40 * epsilon);
}

TEST_CASE("entry laws are centred, with the deviation asked for") {
  const RandomStream stream({.seed = 4, .size = 1, .trial = 1, .variable = 1});
  std::vector<double> out(300'001);
  const auto fourth_moment = [](EntryLaw law) {
    return law == EntryLaw::Gaussian ? 3.0 : law == EntryLaw::Rademacher ? 1.0 : 9.0 / 5;
  };
  for (const EntryLaw law : {EntryLaw::Gaussian, EntryLaw::Rademacher, EntryLaw::Uniform}) {
    sample(law, stream, 2, out);
    check_mean(
        out, [](double x) { return x / 2; }, 0, 1);
    const double spread = fourth_moment(law) - 1;
    // Squares of signs are one exactly; adding them up is not.
    const double floor = static_cast<double>(out.size()) * std::numeric_limits<double>::epsilon();
    check_mean(
        out, [](double x) { return x * x / 4; }, 1, std::max(spread, floor * floor * static_cast<double>(out.size())));
    CHECK(entry_law(name(law)) == law);
    if (law == EntryLaw::Rademacher) {
      CHECK(std::all_of(out.begin(), out.end(), [](double x) { return x == 2 || x == -2; }));
    }
    if (law == EntryLaw::Uniform) {
      CHECK(std::all_of(out.begin(), out.end(), [](double x) { return std::abs(x) <= 2 * std::sqrt(3.0); }));
    }
  }
  CHECK_FALSE(entry_law("cauchy"));
}

}  // namespace freepencil
