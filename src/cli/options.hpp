// SPDX-License-Identifier: GPL-3.0-or-later
// The commands and their options: as they are declared, and as they were written.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/invocation.hpp"

namespace freepencil::cli {

/// The values of options as written. One command runs, so that all commands can share them.
struct Written {
  std::string file, format, out, threads, eliminate, digits, limit, sizes, trials, seed, entries, points, that, plot,
      checkpoint, minimize, maximize, over, as;
  std::vector<std::string> files, settings, outputs, derivatives, sweeps;
  bool quiet = false, certify = false, finite_size = false, prove = false, simulate = false;
};

/// All commands, in the order of `--help`.
[[nodiscard]] std::vector<std::string> command_names();
[[nodiscard]] Command command_of(const std::string& name);

/// Declares every command with its options, help and examples; values go to `written`.
void declare_commands(CLI::App& app, Written& written);

/// What a command was asked for, every value checked. Throws UsageError.
[[nodiscard]] Invocation check_options(Command command, const CLI::App& app, const Written& written);

}  // namespace freepencil::cli
