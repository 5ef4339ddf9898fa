// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers as a pure function of what they are for: no state, so no order of evaluation can change them.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace freepencil {

/// What a stream of random numbers is for. Different keys give independent streams.
struct StreamKey {
  std::uint64_t seed = 0;
  std::int64_t size = 0;  ///< the reference dimension: sizes are independent of each other
  std::int64_t trial = 0;
  std::uint32_t variable = 0;
};

/// The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011). Entry k of a fill depends on the key
/// and on k alone, so a shorter fill is a prefix of a longer one. A stream holds 2^32 blocks of 128 bits.
class RandomStream {
 public:
  explicit RandomStream(const StreamKey& key);

  /// Independent bits, 128 a block.
  void fill_bits(std::span<std::uint32_t> out) const;
  /// Uniform in [0, 1), multiples of 2^-52; two a block.
  void fill_uniform(std::span<double> out) const;
  /// Normals with standard deviation `scale` by Box and Muller (1958); two a block. The tail ends at sqrt(104 log 2) =
  /// 8.49 deviations.
  void fill_normal(double scale, std::span<double> out) const;

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 3> counter_;  // variable and trial; the fourth counter word numbers the blocks
};

}  // namespace freepencil
