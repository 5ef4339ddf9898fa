// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// The outputs that a .table file names, each solved at its own parameter point.
[[nodiscard]] Result run_table(const Invocation& invocation, Messages& messages);

}  // namespace freepencil::cli
