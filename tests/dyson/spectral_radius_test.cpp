// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/spectral_radius.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace freepencil;

// The eigenvalues of [[0, a], [b, 0]] are +-sqrt(a b).
TEST_CASE("a cycle with one large and one small step", "[dyson]") {
  for (const double large : {1.0, 1e10, 1e80, 1e161, 1e300}) {
    Matrix<double> T(2, 2);
    T << 0, 2 * large, 2 / large, 0;
    INFO(large);
    CHECK(std::abs(spectral_radius<double>(T) - 2) <= 64 * std::numeric_limits<double>::epsilon());
  }
}

TEST_CASE("what leads into a cycle and not out of it does not count", "[dyson]") {
  Matrix<double> T = Matrix<double>::Zero(4, 4);
  T(0, 1) = T(1, 0) = 0.5;
  T(2, 3) = T(3, 2) = 0.25;
  T(0, 2) = 1e150;
  CHECK(std::abs(spectral_radius<double>(T) - 0.5) <= 1e3 * std::numeric_limits<double>::epsilon());
  T(0, 0) = std::numeric_limits<double>::infinity();
  CHECK(spectral_radius<double>(T) > 1);
}

TEST_CASE("nilpotent maps have radius zero", "[dyson]") {
  Matrix<double> T = Matrix<double>::Zero(3, 3);
  T(0, 1) = T(1, 2) = 1e200;
  CHECK(spectral_radius<double>(T) == 0);
}
