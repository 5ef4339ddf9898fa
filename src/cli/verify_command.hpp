// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/verification.hpp>

#include "cli/commands.hpp"

namespace freepencil::cli {

/// The claims of all files, or the one of `--that`, at random points.
[[nodiscard]] Result run_verify(const Invocation& invocation, Messages& messages);

/// The claims of a file that is loaded, as the options ask for it.
[[nodiscard]] Verification verify_loaded(const Invocation& invocation, const Loaded& loaded, Messages& messages);

}  // namespace freepencil::cli
