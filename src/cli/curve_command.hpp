// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// The outputs along the swept parameters, as a table and as a figure. Rows that can be written before all are there go
/// to standard output at once.
[[nodiscard]] Result run_curve(const Task& task);

}  // namespace freepencil::cli
