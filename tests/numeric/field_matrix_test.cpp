// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/field_matrix.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace freepencil;

namespace {

/// Entries that are zero but with some probability.
FieldMatrix random_matrix(std::size_t rows, std::size_t columns, double density, std::mt19937_64& engine) {
  FieldMatrix result(rows, columns);
  std::bernoulli_distribution present(density);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (present(engine)) result(r, c) = static_cast<std::int64_t>(engine() >> 2);
    }
  }
  return result;
}

/// The same by row reduction of (x, y), which knows nothing of sparsity; empty where x is singular.
FieldMatrix by_reduction(const FieldMatrix& x, const FieldMatrix& y) {
  const std::size_t n = x.rows();
  FieldMatrix both(n, n + y.columns());
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < n; ++c) both(r, c) = x(r, c);
    for (std::size_t c = 0; c < y.columns(); ++c) both(r, n + c) = y(r, c);
  }
  const auto pivots = reduce_rows(both);
  if (n > 0 && (pivots.size() < n || pivots.back() >= n)) return {};
  FieldMatrix result(n, y.columns());
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < y.columns(); ++c) result(r, c) = both(r, n + c);
  }
  return result;
}

}  // namespace

TEST_CASE("sparse elimination agrees with row reduction and with the product", "[numeric]") {
  std::mt19937_64 engine(20);
  int singular = 0;
  for (const double density : {0.15, 0.3, 1.0}) {
    for (std::size_t n = 1; n <= 20; ++n) {
      const FieldMatrix x = random_matrix(n, n, density, engine);
      const FieldMatrix y = random_matrix(n, 1 + n % 4, 0.5, engine);
      CAPTURE(density, n);
      const FieldMatrix expected = by_reduction(x, y);
      if (expected.rows() == 0) {
        ++singular;
        CHECK_THROWS_AS(solve(x, y), UnluckyDraw);
        continue;
      }
      const FieldMatrix solution = solve(x, y);
      CHECK(solution == expected);
      CHECK(multiply(x, solution) == y);
      CHECK(multiply(inverse(x), x) == FieldMatrix::identity(n));
    }
  }
  // Both kinds were met.
  CHECK(singular > 5);
  CHECK(singular < 45);
}
