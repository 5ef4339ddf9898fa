// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace freepencil::cli {

/// The whole program: reads the command line, writes results and messages, returns the exit status.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace freepencil::cli
