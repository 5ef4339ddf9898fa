// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_dense.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace freepencil::resolver {
namespace {

/// Of the largest entry: what the two halves of a matrix that was computed in single precision may differ by.
constexpr double asymmetry = 16.0 / (1U << 24U);

using Result = std::variant<DenseMatrix, TableError>;

Result checked(const std::string& path, DenseMatrix matrix) {
  double largest = 0;
  for (std::size_t i = 0; i < matrix.size; ++i) {
    for (std::size_t j = 0; j < matrix.size; ++j) {
      if (!std::isfinite(matrix(i, j))) {
        return TableError{fmt::format("{}: row {}, column {} is not a finite number", path, i + 1, j + 1)};
      }
      largest = std::max(largest, std::abs(matrix(i, j)));
    }
  }
  for (std::size_t i = 0; i < matrix.size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double &lower = matrix.entries[i * matrix.size + j], &upper = matrix.entries[j * matrix.size + i];
      if (std::abs(lower - upper) > asymmetry * largest) {
        return TableError{fmt::format("{} is not symmetric: row {}, column {} is {:.6g}, row {}, column {} is {:.6g}",
                                      path, i + 1, j + 1, lower, j + 1, i + 1, upper)};
      }
      lower = upper = lower / 2 + upper / 2;
    }
  }
  return matrix;
}

}  // namespace

Result read_dense(const std::string& path, std::string_view content) {
  const bool npy = path.ends_with(".npy");
  if (!npy && !path.ends_with(".csv")) {
    return TableError{"cannot tell the format of \"" + path + "\": matrices are read from .npy and .csv files"};
  }
  Result matrix = npy ? read_npy(path, content) : read_csv_matrix(path, content);
  if (auto* read = std::get_if<DenseMatrix>(&matrix)) return checked(path, std::move(*read));
  return matrix;
}

}  // namespace freepencil::resolver
