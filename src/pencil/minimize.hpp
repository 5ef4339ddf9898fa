// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest pencil of given expressions.
#pragma once

#include "pencil/pencil.hpp"

namespace freepencil {

struct MinimalPencil {
  Linearization linearization;
  bool minimal = false;  ///< false: a dependency is left whose coefficients were not recognised
};

/// A pencil with inputs v and readouts u is minimal if and only if the blocks of Q^{-1} v are linearly independent from
/// the left, and those of u' Q^{-1} from the right, over the functions of the deterministic matrices (Cohn and
/// Reutenauer 1994, for constant coefficients). Dependencies are found at random matrices over a prime field, their
/// coefficients recognised as combinations of the functions in the pencil, and every one takes a block out of it. The
/// constant part of the pencil may be singular. `sizes`: ratios of the sizes.
[[nodiscard]] MinimalPencil minimize(Model& model, const std::vector<MatrixId>& matrices,
                                     const std::vector<double>& sizes);

}  // namespace freepencil
