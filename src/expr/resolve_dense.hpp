// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold one symmetric matrix: NumPy's .npy, or numbers separated by commas, one row a line.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "expr/resolve_table.hpp"
#include "numeric/symmetric_matrix.hpp"

namespace freepencil::resolver {

/// Reads by the ending of the path; what is wrong names the file, and the place in it where there is one.
[[nodiscard]] std::variant<DenseMatrix, TableError> read_dense(const std::string& path, std::string_view content);

// One file a format: any finite numbers in a square.
[[nodiscard]] std::variant<DenseMatrix, TableError> read_npy(const std::string& path, std::string_view bytes);
[[nodiscard]] std::variant<DenseMatrix, TableError> read_csv_matrix(const std::string& path, std::string_view text);

/// Far above what a dense eigendecomposition does in a minute.
inline constexpr std::size_t max_dense_size = 4096;

}  // namespace freepencil::resolver
