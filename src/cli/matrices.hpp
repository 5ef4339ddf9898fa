// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic matrices that need not commute, as the commands treat them.
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// What a file says of the order of products, and how its unknowns are to be shown: lines for `check`.
[[nodiscard]] std::string list_matrices(const Model& model);

/// Refuses, for a command that computes numbers, what it has no numbers for.
void require_commuting(const Task& task);

}  // namespace freepencil::cli
