// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkpoint_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/deliver.hpp"
#include "support/read_file.hpp"

namespace freepencil::cli {

namespace {

constexpr std::size_t largest_checkpoint = std::size_t{4} << 30U;

}  // namespace

CheckpointFile::CheckpointFile(const std::string& path, const report::CurveIdentity& identity, const Messages& messages)
    : path_(path) {
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw CannotWrite(fmt::format("cannot write '{}': {}", path, std::strerror(errno)));
  auto text = read_file(path, largest_checkpoint);
  if (const auto* failure = std::get_if<CannotRead>(&text)) {
    messages.stop(ExitStatus::BadInput, fmt::format("cannot read '{}': {}", path, failure->reason));
  }
  const std::string& held = std::get<std::string>(text);
  if (held.empty()) {
    write(report::checkpoint_head(identity));
    return;
  }
  auto checkpoint = report::read_checkpoint(held, identity);
  if (const auto* why = std::get_if<std::string>(&checkpoint)) {
    messages.stop(ExitStatus::BadInput, fmt::format("cannot go on from '{}': {}", path, *why));
  }
  auto& read = std::get<report::Checkpoint>(checkpoint);
  // A line that was cut off would spoil the next one.
  if (::ftruncate(descriptor_, static_cast<off_t>(read.length)) != 0) {
    throw CannotWrite(fmt::format("cannot write '{}': {}", path, std::strerror(errno)));
  }
  points_ = std::move(read.points);
}

CheckpointFile::~CheckpointFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void CheckpointFile::append(const CurveBlock& block) { write(report::checkpoint_block(block)); }

void CheckpointFile::write(const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = ::write(descriptor_, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) {
      throw CannotWrite(fmt::format("cannot write '{}': {}", path_, std::strerror(errno)));
    }
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  if (::fdatasync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) {
    throw CannotWrite(fmt::format("cannot write '{}': {}", path_, std::strerror(errno)));
  }
}

}  // namespace freepencil::cli
