// SPDX-License-Identifier: GPL-3.0-or-later
#include "laws/entry_law.hpp"

namespace freepencil {

void sample_gaussian(const RandomStream& stream, double deviation, std::span<double> out) {
  stream.fill_normal(deviation, out);
}

}  // namespace freepencil
