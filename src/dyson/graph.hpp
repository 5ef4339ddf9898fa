// SPDX-License-Identifier: GPL-3.0-or-later
// Zero patterns: which blocks of an inverse vanish whatever the numbers are.
#pragma once

#include <optional>
#include <vector>

namespace freepencil {

/// A zero/nonzero pattern of a rectangular array.
class Pattern {
 public:
  Pattern() = default;
  Pattern(int rows, int columns)
      : rows_(rows), columns_(columns), nonzero_(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns)) {}

  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] int columns() const { return columns_; }
  [[nodiscard]] bool operator()(int row, int column) const { return nonzero_[index(row, column)] != 0; }
  void set(int row, int column, bool nonzero = true) { nonzero_[index(row, column)] = nonzero ? 1 : 0; }

  friend bool operator==(const Pattern&, const Pattern&) = default;

 private:
  [[nodiscard]] std::size_t index(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
  }

  int rows_ = 0, columns_ = 0;
  std::vector<char> nonzero_;
};

/// Successors by node.
using Digraph = std::vector<std::vector<int>>;

/// Strongly connected components (Tarjan 1972), every component behind all those that it points to.
[[nodiscard]] std::vector<std::vector<int>> strong_components(const Digraph& graph);

/// For every column a row of its own with a nonzero between them; nothing if every matrix of this pattern is singular.
[[nodiscard]] std::optional<std::vector<int>> perfect_matching(const Pattern& pattern);

/// A square pattern permuted to block triangular form. Unknown columns[b] follow from the equations rows[b] and from
/// the unknowns of earlier blocks.
struct BlockTriangularForm {
  std::vector<std::vector<int>> rows, columns;
};
/// The finest such form: strong components after a perfect matching (Dulmage and Mendelsohn 1958).
[[nodiscard]] std::optional<BlockTriangularForm> block_triangular_form(const Pattern& pattern);

/// The pattern of the inverse of a generic matrix: entry (k,l) with k a column and l a row of `pattern`.
[[nodiscard]] std::optional<Pattern> inverse_pattern(const Pattern& pattern);

/// The same for a matrix of full rectangular blocks with the given heights and widths; nothing if it is singular
/// by the count of its rows, as `[[0, Z'],[Z, I]]` is when Z has more columns than rows.
[[nodiscard]] std::optional<Pattern> inverse_block_pattern(const Pattern& pattern, const std::vector<double>& heights,
                                                           const std::vector<double>& widths);

}  // namespace freepencil
