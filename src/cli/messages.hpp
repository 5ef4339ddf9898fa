// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <freepencil/diagnostic.hpp>
#include <functional>
#include <string>

#include "cli/exit_status.hpp"

namespace freepencil::cli {

/// Everything that goes to standard error. Colour and progress only where that is a terminal.
class Messages {
 public:
  Messages();

  /// Neither warnings nor notes nor progress; errors stay.
  void set_quiet(bool quiet) { quiet_ = quiet; }

  void error(const std::string& text) const;
  void note(const std::string& text) const;
  /// Warnings among them are left out where the user asked for quiet.
  void diagnostics(const Diagnostics& list, const Source& source) const;
  [[noreturn]] void stop(ExitStatus status, const std::string& text) const;

  /// Shows the fraction of the work done as a line that is written over; empty where nobody would see it.
  [[nodiscard]] std::function<void(double)> progress();
  void clear_progress();

 private:
  [[nodiscard]] std::string paint(const char* code, const std::string& text) const;
  void show_progress(double fraction);

  bool terminal_ = false;
  bool colour_ = false;
  bool quiet_ = false;
  bool line_open_ = false;
  std::chrono::steady_clock::time_point start_, shown_;
};

}  // namespace freepencil::cli
