// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/time_limit.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace freepencil::cli {

namespace {

/// How a child process ends that does this and then exits with status 0.
template <class Function>
int ending(Function&& function) {
  const pid_t child = fork();
  if (child == 0) {
    function();
    std::_Exit(0);
  }
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

TimeLimit limit(double seconds) {
  return TimeLimit(seconds, [] { return ExitStatus::NoAccuracy; });
}

void sleep_for(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

}  // namespace

TEST_CASE("a time limit ends the program, and only while it exists", "[cli]") {
  const int over = ending([] {
    const TimeLimit held = limit(0.05);
    sleep_for(60);
  });
  CHECK((WIFEXITED(over) && WEXITSTATUS(over) == 3));
  const int kept = ending([] {
    { const TimeLimit held = limit(0.2); }
    sleep_for(0.5);
  });
  CHECK((WIFEXITED(kept) && WEXITSTATUS(kept) == 0));
}

TEST_CASE("a program under a time limit still ends by a signal", "[cli]") {
  const int ended = ending([] {
    const TimeLimit held = limit(60);
    std::raise(SIGINT);
  });
  CHECK((WIFSIGNALED(ended) && WTERMSIG(ended) == SIGINT));
}

}  // namespace freepencil::cli
