// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/deliver.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace freepencil::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot_write(const std::string& where, int error) {
  throw CannotWrite(fmt::format("cannot write {}: {}", where, std::strerror(error)));
}

/// Zero, or errno.
int write_all(int descriptor, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = ::write(descriptor, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) return errno;
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  return 0;
}

/// Ctrl-C waits while one of these lives: between the making of a temporary file and its end.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// The permissions of the file that is replaced, or those that a new file gets here.
mode_t permissions(const fs::path& target) {
  struct stat existing {};
  if (::stat(target.c_str(), &existing) == 0) return existing.st_mode & 07777U;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

void replace_file(const fs::path& target, const std::string& text, const std::string& where) {
  std::string temporary = (target.parent_path() / fmt::format(".{}.XXXXXX", target.filename().string())).string();
  const SignalsHeld held;
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) cannot_write(where, errno);
  int error = write_all(descriptor, text);
  if (error == 0 && ::fchmod(descriptor, permissions(target)) != 0) error = errno;
  if (error == 0 && ::fsync(descriptor) != 0) error = errno;
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    cannot_write(where, error);
  }
}

void write_in_place(const std::string& path, const std::string& text, const std::string& where) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) cannot_write(where, errno);
  const int error = write_all(descriptor, text);
  ::close(descriptor);
  if (error != 0 && error != EPIPE) cannot_write(where, error);
}

/// `-`, or another name of the place to which standard output goes: replacing that file would take it from whoever else
/// writes to it.
bool is_standard_output(const std::string& path) {
  struct stat named {
  }, open{};
  if (path == "-") return true;
  return ::stat(path.c_str(), &named) == 0 && ::fstat(STDOUT_FILENO, &open) == 0 && named.st_dev == open.st_dev &&
         named.st_ino == open.st_ino;
}

/// A device or a pipe cannot be replaced by a file.
bool is_stream(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

}  // namespace

void check_destination(const std::optional<std::string>& path) {
  if (!path || is_standard_output(*path) || is_stream(*path)) return;
  const std::string where = "'" + *path + "'";
  std::error_code ignored;
  if (path->empty()) cannot_write(where, ENOENT);
  if (fs::is_directory(*path, ignored)) cannot_write(where, EISDIR);
  const fs::path folder = fs::path(*path).parent_path();
  if (::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0) cannot_write(where, errno);
}

void deliver(const std::string& text, const std::optional<std::string>& path) {
  if (!path || is_standard_output(*path)) {
    const int error = write_all(STDOUT_FILENO, text);
    if (error != 0 && error != EPIPE) cannot_write("to standard output", error);
    return;
  }
  check_destination(path);
  const std::string where = "'" + *path + "'";
  if (is_stream(*path)) {
    write_in_place(*path, text, where);
    return;
  }
  // Through a symbolic link the file that it names is replaced, not the link.
  std::error_code not_there;
  const fs::path target = fs::weakly_canonical(fs::absolute(*path), not_there);
  replace_file(not_there ? fs::path(*path) : target, text, where);
}

}  // namespace freepencil::cli
