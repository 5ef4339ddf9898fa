// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>
#include <cstdint>

#include "support/random_stream.hpp"

namespace freepencil::validation {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// The normals of one trial. Every array is a stream of its own, numbered in the order in which the trial asks for
/// them: a trial is sequential, so its numbers depend on the seed, the size and the trial alone, whichever thread runs
/// it.
class Draws {
 public:
  Draws(std::uint64_t seed, std::int64_t size, std::int64_t trial) : key_{.seed = seed, .size = size, .trial = trial} {}

  [[nodiscard]] Matrix normal(Eigen::Index rows, Eigen::Index cols, double deviation = 1) {
    Matrix values(rows, cols);
    RandomStream(key_).fill_normal(deviation, {values.data(), static_cast<std::size_t>(values.size())});
    ++key_.variable;
    return values;
  }
  [[nodiscard]] Vector normal(Eigen::Index count, double deviation = 1) { return normal(count, 1, deviation); }

 private:
  StreamKey key_;
};

}  // namespace freepencil::validation
