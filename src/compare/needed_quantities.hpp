// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "expr/model.hpp"

namespace freepencil {

/// The indices of all quantities that an expression depends on, increasing: through the functions under its traces, the
/// equations and bounds of roots, arguments of extrema and bodies of limits.
[[nodiscard]] std::vector<std::uint32_t> needed_quantities(const Model& model, ScalarId id);
[[nodiscard]] std::vector<std::uint32_t> needed_quantities(const Model& model, std::span<const ScalarId> ids);

/// What a quantity is defined by: the expressions in its definition.
[[nodiscard]] std::vector<ScalarId> defining_expressions(const Model& model, std::uint32_t quantity);

}  // namespace freepencil
