// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace freepencil {

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

std::function<std::optional<std::string>(const std::string&)> reader_beside(const std::string& path,
                                                                            std::size_t limit) {
  const auto folder = path == "-" ? std::filesystem::path() : std::filesystem::path(path).parent_path();
  return [folder, limit](const std::string& name) -> std::optional<std::string> {
    auto text = read_file((folder / name).string(), limit);
    if (auto* read = std::get_if<std::string>(&text)) return std::move(*read);
    return std::nullopt;
  };
}

}  // namespace freepencil
