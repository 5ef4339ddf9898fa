// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// The best value of one output over parameters within bounds.
[[nodiscard]] Result run_optimize(const Task& task);

}  // namespace freepencil::cli
