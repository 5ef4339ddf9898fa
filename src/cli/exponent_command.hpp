// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// How one output scales with one parameter.
[[nodiscard]] Result run_exponent(const Task& task);

}  // namespace freepencil::cli
