// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <thread>

#include "cli/exit_status.hpp"

namespace freepencil::cli {

/// Ends the program when it still exists after so many seconds, with the status that `expired` returns: arithmetic on
/// large polynomials cannot be stopped from the outside. As long as it exists, a signal that ends the program also ends
/// the program that run_process waits for. One at a time.
class TimeLimit {
 public:
  TimeLimit(double seconds, std::function<ExitStatus()> expired);
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;
  ~TimeLimit();

 private:
  std::jthread watch_;
};

}  // namespace freepencil::cli
