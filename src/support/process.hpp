// SPDX-License-Identifier: GPL-3.0-or-later
// Another program, run without a shell and for a limited time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace freepencil {

struct ProcessLimits {
  double seconds = 60;
  std::size_t output_bytes = std::size_t{64} << 20;
};

struct ProcessResult {
  enum class End {
    NotStarted,  // there is no such program, or no room for one more
    Exited,      // by itself: exit_status says how
    Signalled,   // ended by a signal from elsewhere
    TimeLimit,   // stopped here, with all that it had started
    OutputLimit,
  };
  End end = End::NotStarted;
  int exit_status = 0;
  std::string output;  ///< standard output, up to the end or the limit; standard error is dropped
};

/// Runs `command[0]`, found as a shell would find it, with the other elements as arguments and `input` on its standard
/// input. The call returns when the process has ended.
[[nodiscard]] ProcessResult run_process(const std::vector<std::string>& command, std::string_view input,
                                        const ProcessLimits& limits);

/// Stops what run_process is waiting for in any thread (of several, the one that was started last), with all that it
/// has started. Safe in a signal handler: a program that ends on a signal must not leave others running.
void stop_running_process() noexcept;

}  // namespace freepencil
