// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/time_limit.hpp"

#include <array>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>

#include "support/process.hpp"

namespace freepencil::cli {

namespace {

constexpr std::array ending_signals = {SIGINT, SIGTERM, SIGHUP};

/// What was started is in a group of its own, which the keyboard does not reach.
void end_by_signal(int signal) {
  stop_running_process();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

TimeLimit::TimeLimit(double seconds, std::function<ExitStatus()> expired) {
  for (const int signal : ending_signals) {
    // A program that nohup has started is to stay deaf.
    if (std::signal(signal, end_by_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
  watch_ = std::jthread([seconds, expired = std::move(expired)](const std::stop_token& done) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, done, std::chrono::duration<double>(seconds), [] { return false; });
    if (done.stop_requested()) return;
    const ExitStatus status = expired();
    stop_running_process();
    std::_Exit(static_cast<int>(status));
  });
}

TimeLimit::~TimeLimit() {
  for (const int signal : ending_signals) {
    if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

}  // namespace freepencil::cli
