// SPDX-License-Identifier: GPL-3.0-or-later
// A minimum to any number of digits.
#pragma once

#include <variant>

#include "curve/objective.hpp"

namespace freepencil {

/// An open box; nothing: no bound.
struct OpenBox {
  std::vector<std::optional<Rational>> lower, upper;

  [[nodiscard]] bool contains(const Coordinates& x) const;
};

struct StrictMinimum {
  Coordinates x;       ///< |x_k - x*_k| < 10^-(digits + 4) * scales_k
  Coordinates scales;  ///< powers of ten near |x_k|, or far below the size of the box where x_k is zero
  Multi value;
  std::vector<std::vector<Multi>> second;
};

/// A point at which the gradient is zero and the second derivative positive definite, near `start` and inside of the
/// box, to so many digits: Newton's method with exact derivatives, the precision doubling with the digits that are
/// known. In the end Newton's step is done from two sides of x at a distance of 10^-(digits + 4): both steps must lead
/// back to x, and both second derivatives must be positive definite and agree to all digits, so that a root of the
/// gradient lies between. Else a reason.
[[nodiscard]] std::variant<StrictMinimum, std::string> strict_minimum(Objective& f, const std::vector<double>& start,
                                                                      const OpenBox& box, int digits);

}  // namespace freepencil
