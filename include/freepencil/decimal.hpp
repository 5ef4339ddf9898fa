// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace freepencil {

/// A number with more digits than a double holds: `0.25000`, `-1.2500e-40`. The imaginary part of a real one is empty.
struct Decimal {
  std::string real, imaginary;
};

}  // namespace freepencil
