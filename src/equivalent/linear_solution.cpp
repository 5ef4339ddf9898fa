// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/linear_solution.hpp"

namespace freepencil {
namespace {

using Rows = std::vector<std::vector<ScalarId>>;

ScalarId determinant(Scalars& scalars, const Rows& matrix) {
  if (matrix.empty()) return scalars.one();
  std::vector<std::pair<Rational, ScalarId>> sum;
  for (std::size_t c = 0; c < matrix.size(); ++c) {
    Rows minor;
    for (std::size_t r = 1; r < matrix.size(); ++r) {
      auto& row = minor.emplace_back(matrix[r]);
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(c));
    }
    sum.emplace_back(c % 2 == 0 ? 1 : -1, scalars.multiply(matrix[0][c], determinant(scalars, minor)));
  }
  return scalars.sum(sum);
}

}  // namespace

ScalarId linear_solution(Scalars& scalars, const std::vector<std::vector<ScalarId>>& matrix,
                         const std::vector<ScalarId>& right, std::size_t component) {
  Rows replaced = matrix;
  for (std::size_t r = 0; r < matrix.size(); ++r) replaced[r][component] = right[r];
  return scalars.divide(determinant(scalars, replaced), determinant(scalars, matrix));
}

}  // namespace freepencil
