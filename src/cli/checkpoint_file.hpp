// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/messages.hpp"
#include "report/curve_checkpoint.hpp"

namespace freepencil::cli {

/// A file that grows by a block at a time and is on disk before the next one: whatever ends the program, what is in it
/// counts.
class CheckpointFile {
 public:
  /// Opens it, or makes it. Writes an error and throws where it belongs to another curve or cannot be written.
  CheckpointFile(const std::string& path, const report::CurveIdentity& identity, const Messages& messages);
  CheckpointFile(const CheckpointFile&) = delete;
  CheckpointFile& operator=(const CheckpointFile&) = delete;
  ~CheckpointFile();

  [[nodiscard]] std::vector<CurvePoint> take_points() { return std::move(points_); }
  void append(const CurveBlock& block);

 private:
  void write(const std::string& text);

  std::string path_;
  int descriptor_ = -1;
  std::vector<CurvePoint> points_;
};

}  // namespace freepencil::cli
