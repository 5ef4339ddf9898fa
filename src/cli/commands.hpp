// SPDX-License-Identifier: GPL-3.0-or-later
// One function a command: what to deliver, and the exit status. An early end throws Stop.
#pragma once

#include "cli/load.hpp"

namespace freepencil::cli {

struct Result {
  std::string text;
  ExitStatus status = ExitStatus::Done;
};

/// A loaded file at the parameter point that the command line asks for.
struct Task {
  const Invocation& invocation;
  Loaded& loaded;
  const ParameterPoint& point;
  Messages& messages;

  [[nodiscard]] report::Context context() const;
  /// Writes errors that are located in the file, and throws.
  [[noreturn]] void refuse(const Diagnostics& errors) const;
  /// Throws where the file has none.
  void require_outputs() const;
};

[[nodiscard]] Result run_check(const Task& task);
[[nodiscard]] Result run_derive(const Task& task);
[[nodiscard]] Result run_solve(const Task& task);
[[nodiscard]] Result run_validate(const Task& task);

}  // namespace freepencil::cli
