// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

extern char** environ;

namespace freepencil {
namespace {

using Clock = std::chrono::steady_clock;
using End = ProcessResult::End;

/// Known to signal handlers; zero where there is none.
std::atomic<pid_t> running_process = 0;
static_assert(std::atomic<pid_t>::is_always_lock_free);

/// Says which process is running as long as this lives.
class Announcement {
 public:
  explicit Announcement(pid_t child) { running_process = child; }
  Announcement(const Announcement&) = delete;
  Announcement& operator=(const Announcement&) = delete;
  ~Announcement() { running_process = 0; }
};

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

/// Two connected ends, closed in other programs. Sockets, not pipes: a write to a reader that has gone must not raise
/// SIGPIPE.
bool connect(Descriptor& ours, Descriptor& theirs) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  ours = Descriptor(ends[0]);
  theirs = Descriptor(ends[1]);
  return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

/// The process in a group of its own, so that what it starts can be stopped with it; -1 if there is none.
pid_t spawn(const std::vector<std::string>& command, const Descriptor& input, const Descriptor& output) {
  std::vector<std::string> storage = command;
  std::vector<char*> arguments;
  for (std::string& argument : storage) arguments.push_back(argument.data());
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, input.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.get(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t child = -1;
  const int error = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

/// Moves bytes both ways until the child closes its output. Says why it stopped: Exited stands for the end of output.
End converse(Descriptor& input, Descriptor& output, std::string_view text, const ProcessLimits& limits,
             Clock::time_point deadline, std::string& received) {
  std::array<char, 1 << 16> buffer;
  while (true) {
    if (text.empty()) input.close();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return End::TimeLimit;
    std::array<pollfd, 2> watched = {pollfd{output.get(), POLLIN, 0}, pollfd{input.get(), POLLOUT, 0}};
    // Descriptors below zero are skipped. A wait is cut to a second: a deadline may lie further off than poll counts.
    if (poll(watched.data(), watched.size(), static_cast<int>(std::min<long>(left, 1000))) <= 0) continue;
    if (watched[1].revents != 0) {
      const ssize_t sent = send(input.get(), text.data(), text.size(), MSG_NOSIGNAL);
      if (sent > 0) text.remove_prefix(static_cast<std::size_t>(sent));
      if (sent < 0 && errno != EAGAIN && errno != EINTR) text = {};  // it does not want to read on
    }
    if (watched[0].revents != 0) {
      const ssize_t count = read(output.get(), buffer.data(), buffer.size());
      if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) return End::Exited;
      if (count > 0) received.append(buffer.data(), static_cast<std::size_t>(count));
      if (received.size() > limits.output_bytes) return End::OutputLimit;
    }
  }
}

/// The exit status, once there is one; nothing at the deadline.
bool wait_for(pid_t child, Clock::time_point deadline, int& status) {
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& command, std::string_view input,
                          const ProcessLimits& limits) {
  ProcessResult result;
  Descriptor input_here, input_there, output_here, output_there;
  if (command.empty() || !connect(input_here, input_there) || !connect(output_here, output_there)) return result;
  const pid_t child = spawn(command, input_there, output_there);
  if (child < 0) return result;
  const Announcement announcement(child);
  input_there.close();
  output_there.close();

  const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                           std::chrono::duration<double>(std::min(limits.seconds, 1e6)));
  result.end = converse(input_here, output_here, input, limits, deadline, result.output);
  int status = 0;
  if (result.end == End::Exited && !wait_for(child, deadline, status)) result.end = End::TimeLimit;
  if (result.end != End::Exited) {
    kill(-child, SIGKILL);
    waitpid(child, &status, 0);
    return result;
  }
  if (!WIFEXITED(status)) result.end = End::Signalled;
  result.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  return result;
}

void stop_running_process() noexcept {
  if (const pid_t child = running_process; child > 0) kill(-child, SIGKILL);
}

}  // namespace freepencil
