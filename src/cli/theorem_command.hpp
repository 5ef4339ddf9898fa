// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// The claims of the file as a statement for a paper, verified and simulated in this run.
[[nodiscard]] Result run_theorem(const Task& task);

}  // namespace freepencil::cli
