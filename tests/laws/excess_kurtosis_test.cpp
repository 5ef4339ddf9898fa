// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "laws/entry_law.hpp"

namespace freepencil {

TEST_CASE("samples have the excess kurtosis of their law, and no third moment", "[laws]") {
  for (const EntryLaw law : {EntryLaw::Gaussian, EntryLaw::Rademacher, EntryLaw::Uniform}) {
    std::vector<double> sample(200000);
    freepencil::sample(law, RandomStream({.seed = 5, .size = 1, .trial = 1, .variable = 1}), 1, sample);
    const auto count = static_cast<double>(sample.size());
    double third = 0, fourth = 0, sixth = 0, eighth = 0;
    for (const double x : sample) {
      third += std::pow(x, 3) / count;
      fourth += std::pow(x, 4) / count;
      sixth += std::pow(x, 6) / count;
      eighth += std::pow(x, 8) / count;
    }
    INFO(name(law));
    const double expected = 3 + excess_kurtosis(law).convert_to<double>();
    const double rounding = 1e-10;  // where nothing is random
    CHECK(std::abs(fourth - expected) <= 4 * std::sqrt(std::abs(eighth - fourth * fourth) / count) + rounding);
    CHECK(std::abs(third) <= 4 * std::sqrt(sixth / count));
  }
}

}  // namespace freepencil
