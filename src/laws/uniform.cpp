// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "laws/entry_law.hpp"

namespace freepencil {

/// Uniform on [-h, h]: the interval of length 2h has variance h^2 / 3.
void sample_uniform(const RandomStream& stream, double deviation, std::span<double> out) {
  stream.fill_uniform(out);
  const double h = std::sqrt(3.0) * deviation;
  for (double& x : out) x = h * (2 * x - 1);
}

}  // namespace freepencil
