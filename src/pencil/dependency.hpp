// SPDX-License-Identifier: GPL-3.0-or-later
// Linear dependencies among the blocks of a column of matrices, with functions of the row's atom for coefficients.
#pragma once

#include <map>
#include <optional>

#include "pencil/field_point.hpp"

namespace freepencil {

/// block[dependent] = sum of coefficients[k] * block[k]
struct Dependency {
  std::uint32_t dependent = 0;
  std::map<std::uint32_t, MatrixId> coefficients;
};

/// Blocks of one space at one point, by index; they have the dimension of the space for a height.
struct FieldFamily {
  FieldPoint point;
  std::vector<std::pair<std::uint32_t, FieldMatrix>> blocks;  ///< those to be kept first
};

/// Which blocks depend on earlier ones, the last one first. All families hold the same blocks.
[[nodiscard]] std::vector<std::uint32_t> dependents(const FieldFamily& family, bool commuting);

/// The dependency with coefficients that are rational combinations of the `dictionary`, tested at one family more than
/// it takes to find them; nothing where they are not.
[[nodiscard]] std::optional<Dependency> recognise(Model& model, SpaceId space, std::uint32_t dependent,
                                                  const std::vector<FieldFamily>& families,
                                                  const std::vector<ScalarId>& dictionary, bool commuting);

}  // namespace freepencil
