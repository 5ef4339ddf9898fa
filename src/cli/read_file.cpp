// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace freepencil::cli {

std::variant<std::string, CannotRead> read_file(const std::string& path, std::size_t limit) {
  const bool standard_input = path == "-";
  const int descriptor = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return CannotRead{std::strerror(errno)};
  std::string text;
  std::array<char, 1 << 16> buffer{};
  ssize_t count = 0;
  int error = 0;
  do {
    count = ::read(descriptor, buffer.data(), buffer.size());
    error = count < 0 ? errno : 0;
    if (count > 0) text.append(buffer.data(), static_cast<std::size_t>(count));
  } while ((count > 0 && text.size() <= limit) || error == EINTR);
  if (!standard_input) ::close(descriptor);
  if (error != 0) return CannotRead{std::strerror(error)};
  if (text.size() > limit) return CannotRead{fmt::format("it is larger than {} MiB", limit >> 20U)};
  return text;
}

}  // namespace freepencil::cli
