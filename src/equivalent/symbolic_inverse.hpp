// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of the inverse of a sparse block matrix in symbols, the order of all factors kept.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "dyson/graph.hpp"
#include "expr/matrix.hpp"

namespace freepencil {

class SymbolicInverse {
 public:
  using Entries = std::map<std::pair<int, int>, MatrixId>;

  struct Hooks {
    std::function<MatrixId(MatrixId)> tidy;                      ///< applied to intermediate results; zeros must show
    std::function<std::optional<MatrixId>(int k, int l)> known;  ///< a shorter way to write block (k,l)
  };

  /// `entries` are nonzero.
  SymbolicInverse(Matrices& matrices, std::vector<SpaceId> rows, std::vector<SpaceId> columns, Entries entries,
                  Hooks hooks);

  /// Block (k,l): from the space of row l to that of column k. Only diagonal blocks of the block triangular form are
  /// inverted, by Schur complements on square pivots, that of column k last, so that it comes out as one inverse. Other
  /// blocks that are known enter as such. Nothing where no square block can be a pivot.
  [[nodiscard]] std::optional<MatrixId> block(int k, int l);

 private:
  using Dense = std::map<std::pair<int, int>, MatrixId>;  // (column, row) of an inverse; zeros are left out

  [[nodiscard]] std::optional<Dense> invert(int part, int last);
  [[nodiscard]] std::optional<std::pair<int, int>> pivot(const Entries& left, const std::vector<int>& rows,
                                                         const std::vector<int>& columns, int last) const;
  void accumulate(Dense& into, std::pair<int, int> at, MatrixId term);
  void tidy(Dense& entries) const;
  [[nodiscard]] MatrixId negated(MatrixId id);

  Matrices& matrices_;
  std::vector<SpaceId> rows_, columns_;
  Entries entries_;
  Hooks hooks_;
  std::optional<BlockTriangularForm> form_;
  std::map<std::pair<int, int>, std::optional<Dense>> inverted_;  // by part and last column
};

}  // namespace freepencil
