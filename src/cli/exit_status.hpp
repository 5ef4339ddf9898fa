// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace freepencil::cli {

/// Scripts rely on these; docs/reference/cli.md explains them.
enum class ExitStatus {
  Done = 0,
  NotConfirmed = 1,  ///< a claim or a validation is refuted or undecided
  BadInput = 2,      ///< wrong usage, a file that does not hold up, a place that cannot be read or written
  NoAccuracy = 3,    ///< the solver could not reach the accuracy: there are no numbers
};

/// Thrown where a command ends early, after its message has been written.
struct Stop {
  ExitStatus status;
};

}  // namespace freepencil::cli
