// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators/realised_spectrum.hpp"

#include <catch2/catch.hpp>

namespace freepencil::validation {
namespace {

using Counts = std::vector<std::int64_t>;

TEST_CASE("atoms are realised by largest remainders") {
  CHECK(atom_counts({0.5, 0.3, 0.2}, 10) == Counts{5, 3, 2});
  CHECK(atom_counts({0.5, 0.3, 0.2}, 7) == Counts{4, 2, 1});  // remainders .5, .1, .4: one left
  CHECK(atom_counts({0.5, 0.5}, 3) == Counts{2, 1});
  CHECK(atom_counts({1.0 / 3, 2.0 / 3}, 3) == Counts{1, 2});
  CHECK(atom_counts({0.29, 0.71}, 100) == Counts{29, 71});
}

TEST_CASE("relative sizes are rounded and never vanish") {
  CHECK(rounded_size(0.29, 100) == 29);
  CHECK(rounded_size(1.0 / 3, 100) == 33);
  CHECK(rounded_size(0.001, 100) == 1);
}

}  // namespace
}  // namespace freepencil::validation
