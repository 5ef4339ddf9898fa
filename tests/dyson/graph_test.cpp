// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/graph.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>
#include <random>

#include "dyson/linear_algebra.hpp"

using namespace freepencil;

namespace {

Pattern random_pattern(int n, double density, std::mt19937& engine) {
  Pattern pattern(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) pattern.set(i, j, static_cast<double>(engine()) < density * 4294967296.0);
  }
  return pattern;
}

}  // namespace

TEST_CASE("a strong component stands behind those that it points to", "[graph]") {
  const Digraph graph = {{1}, {2, 3}, {0}, {4}, {}, {4, 0}};
  const std::vector<std::vector<int>> expected = {{4}, {3}, {0, 1, 2}, {5}};
  CHECK(strong_components(graph) == expected);
}

TEST_CASE("the structural inverse is that of a generic matrix", "[graph]") {
  std::mt19937 engine(1);
  int invertible = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const int n = 2 + trial % 6;
    const Pattern pattern = random_pattern(n, 0.35, engine);
    Matrix<double> A = Matrix<double>::Zero(n, n);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        if (pattern(i, j)) A(i, j) = 1 + static_cast<double>(engine() % 1000) / 700.0;
      }
    }
    const auto inverse = inverse_pattern(pattern);
    const Eigen::FullPivLU<Matrix<double>> lu(A);
    REQUIRE(inverse.has_value() == lu.isInvertible());
    if (!inverse) continue;
    ++invertible;
    const Matrix<double> M = lu.inverse();
    const double rounding = n * 1e-15 * A.norm() * M.norm() * M.norm();
    for (int k = 0; k < n; ++k) {
      for (int l = 0; l < n; ++l) CHECK((*inverse)(k, l) == (std::abs(M(k, l)) > rounding));
    }
  }
  CHECK(invertible > 50);
}

TEST_CASE("the structural inverse of rectangular blocks", "[graph]") {
  // Rows n, d; columns d, n: [[Z, 0],[I, Z']] is a saddle point whose inverse is full when n < d.
  Pattern saddle(2, 2);
  saddle.set(0, 0);
  saddle.set(1, 0);
  saddle.set(1, 1);
  const auto full = inverse_block_pattern(saddle, {1, 2}, {2, 1});
  REQUIRE(full);
  CHECK(((*full)(0, 0) && (*full)(0, 1) && (*full)(1, 0)));

  // Rows d, n; columns d, n: [[0, Z'],[Z, I]] is singular when d > n.
  Pattern gram(2, 2);
  gram.set(0, 1);
  gram.set(1, 0);
  gram.set(1, 1);
  CHECK(inverse_block_pattern(gram, {1, 2}, {1, 2}));
  CHECK_FALSE(inverse_block_pattern(gram, {2, 1}, {2, 1}));
}
