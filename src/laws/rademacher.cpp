// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <vector>

#include "laws/entry_law.hpp"

namespace freepencil {

/// Plus or minus the deviation with equal probability: one bit an entry.
void sample_rademacher(const RandomStream& stream, double deviation, std::span<double> out) {
  std::vector<std::uint32_t> words((out.size() + 31) / 32);
  stream.fill_bits(words);
  for (std::size_t k = 0; k < out.size(); ++k) {
    const std::uint64_t bit = (words[k / 32] >> (k % 32)) & 1;
    out[k] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(deviation) | bit << 63);
  }
}

}  // namespace freepencil
