// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/root_newton.hpp"

#include <algorithm>

namespace freepencil {

std::vector<int> newton_ladder(int digits) {
  constexpr int lowest = 40, lost = 12;  // to rounding and to cancellation in the equations
  std::vector<int> result;
  for (int below = newton_step_digits(digits) + lost; below >= lowest && below < digits;
       below = newton_step_digits(below) + lost) {
    result.push_back(below);
    digits = below;
  }
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace freepencil
