// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.hpp"
#include "equivalent/eliminate.hpp"

namespace freepencil::cli {

/// What `--eliminate` asks for. Says why where there is nothing, and throws Stop; where the time is over, it ends the
/// program.
[[nodiscard]] Elimination run_elimination(const Task& task, const Derivation& derivation);

}  // namespace freepencil::cli
