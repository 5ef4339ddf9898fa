// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

namespace freepencil {

using End = ProcessResult::End;

TEST_CASE("a process reads its input, writes its output and says how it ended", "[process]") {
  const auto echoed = run_process({"cat"}, "two\nlines", {});
  CHECK(echoed.end == End::Exited);
  CHECK(echoed.exit_status == 0);
  CHECK(echoed.output == "two\nlines");
  CHECK(run_process({"sh", "-c", "echo gone >&2; exit 3"}, "", {}).exit_status == 3);
  CHECK(run_process({"sh", "-c", "kill -9 $$"}, "", {}).end == End::Signalled);
  // Arguments are taken as they are: no shell looks at them.
  CHECK(run_process({"printf", "%s", "$HOME; *"}, "", {}).output == "$HOME; *");
}

TEST_CASE("much input to a process that writes as much does not lock up", "[process]") {
  const std::string text(5'000'000, 'x');
  CHECK(run_process({"cat"}, text, {}).output == text);
  CHECK(run_process({"true"}, text, {}).end == End::Exited);
}

TEST_CASE("limits end a process and what it started", "[process]") {
  const auto begin = std::chrono::steady_clock::now();
  CHECK(run_process({"sh", "-c", "sleep 50 & sleep 50"}, "", {.seconds = 0.2}).end == End::TimeLimit);
  CHECK(run_process({"sh", "-c", "exec >&-; sleep 50"}, "", {.seconds = 0.2}).end == End::TimeLimit);
  CHECK(run_process({"yes"}, "", {.seconds = 20, .output_bytes = 100'000}).end == End::OutputLimit);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("another thread or a signal handler can stop a process", "[process]") {
  stop_running_process();  // there is none: nothing happens
  std::thread stopper([] {
    // Until the process runs there is nothing to stop.
    for (int attempt = 0; attempt < 20; ++attempt) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      stop_running_process();
    }
  });
  CHECK(run_process({"sleep", "50"}, "", {.seconds = 40}).end == End::Signalled);
  stopper.join();
}

TEST_CASE("a program that is not there was not started", "[process]") {
  CHECK(run_process({"/nonexistent/program"}, "", {}).end == End::NotStarted);
  CHECK(run_process({}, "", {}).end == End::NotStarted);
}

}  // namespace freepencil
