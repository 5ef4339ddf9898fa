// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>
#include <random>

using namespace freepencil;

namespace {

template <class S>
void compare_with_dense(unsigned seed, int n, double density) {
  constexpr std::size_t atoms = 3, run = BlockInverse<S>::run;
  std::mt19937 engine(seed);
  const auto unit = [&] { return static_cast<double>(engine()) / 4294967296.0; };
  Pattern pattern(n, n);
  std::vector<Matrix<S>> matrices(atoms, Matrix<S>::Zero(n, n));
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if ((i + 1) % n != j && unit() > density) continue;  // a permutation keeps it invertible
      pattern.set(i, j);
      for (auto& matrix : matrices) {
        matrix(i, j) = S(((i + 1) % n == j ? 3.0 : 0.0) + unit());
        if constexpr (Eigen::NumTraits<S>::IsComplex) matrix(i, j) += S(0, unit());
      }
    }
  }
  const auto structure = inverse_pattern(pattern);
  REQUIRE(structure);
  std::vector<std::pair<int, int>> wanted;
  for (int k = 0; k < n; ++k) {
    for (int l = 0; l < n; ++l) {
      if ((*structure)(k, l) && unit() < 0.5) wanted.emplace_back(k, l);
    }
  }
  const BlockInverse<S> inverse(pattern, wanted);
  std::vector<S> input(inverse.inputs() * run), output(inverse.outputs() * atoms), scratch(inverse.scratch_size());
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (inverse.input_slot(i, j) < 0) continue;
      for (std::size_t t = 0; t < atoms; ++t) input[inverse.input_slot(i, j) * run + t] = matrices[t](i, j);
    }
  }
  REQUIRE(inverse.compute(atoms, input.data(), output.data(), atoms, scratch.data()));
  for (std::size_t t = 0; t < atoms; ++t) {
    const Matrix<S> M = matrices[t].inverse();
    const double rounding = 10 * n * 2.3e-16 * matrices[t].norm() * M.norm() * M.norm();
    for (const auto& [k, l] : wanted) {
      const int slot = inverse.output_slot(k, l);
      REQUIRE(slot >= 0);
      CHECK(std::abs(output[slot * atoms + t] - M(k, l)) <= rounding);
    }
  }
}

}  // namespace

TEMPLATE_TEST_CASE("substitution agrees with a dense inverse", "[block inverse]", double, std::complex<double>) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    const int n = 1 + static_cast<int>(seed) % 9;
    CAPTURE(seed, n);
    compare_with_dense<TestType>(seed, n, seed % 2 == 0 ? 0.15 : 0.6);
  }
}

TEST_CASE("a singular matrix is noticed", "[block inverse]") {
  Pattern pattern(3, 3);
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) pattern.set(i, j);
  }
  const BlockInverse<double> inverse(pattern, {{0, 0}});
  std::vector<double> input(inverse.inputs() * BlockInverse<double>::run, 1.0), output(inverse.outputs());
  std::vector<double> scratch(inverse.scratch_size());
  CHECK_FALSE(inverse.compute(1, input.data(), output.data(), 1, scratch.data()));
}
