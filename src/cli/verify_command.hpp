// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"

namespace freepencil::cli {

/// The claims of all files, or the one of `--that`, at random points.
[[nodiscard]] Result run_verify(const Invocation& invocation, Messages& messages);

}  // namespace freepencil::cli
