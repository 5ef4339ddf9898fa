// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "estimators/description.hpp"
#include "estimators/draws.hpp"

namespace freepencil::validation {

/// The rows x of all sources, one block below the other: source j has the rows begin[j], ..., begin[j+1]-1.
struct Design {
  Matrix rows;
  std::vector<Eigen::Index> begin;
  Vector loss_weight;  ///< of each row, in the mean of the squared errors over all rows
};

/// Draws x ~ N(0, Sigma_j), round(rows_j*n) of them from source j. With loss shares s_j the mean over all N rows
/// becomes sum over j of (s_j/N_j) * (sum over the rows of j), that is, a row of source j weighs s_j*N/N_j (weighted
/// mixing: Strong Model Collapse, Corollary 2).
[[nodiscard]] Design draw_design(const std::vector<Source>& sources, const std::vector<Vector>& spectrum,
                                 std::int64_t n, Draws& draws);

}  // namespace freepencil::validation
