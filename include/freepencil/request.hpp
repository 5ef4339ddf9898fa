// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace freepencil {

/// More than this many digits are refused.
inline constexpr int most_digits = 10'000;

/// Where one parameter goes, and from which side.
struct LimitPoint {
  enum class Side { Above, Below, Infinity, MinusInfinity };

  std::size_t parameter = 0;  ///< index into the model's parameters
  Side side = Side::Above;
  std::string at;  ///< an exact number: `0`, `1/2`; empty at infinity
};

/// What is asked for beyond the values of the outputs as doubles.
struct SolveRequest {
  int digits = 0;                        ///< significant decimal digits of every number; 0: doubles
  bool certify = false;                  ///< guaranteed lower and upper bounds
  bool finite_size = false;              ///< the term of order 1/n
  std::vector<std::size_t> derivatives;  ///< first and second, with respect to these of the model's parameters

  /// The term of order 1/n alone is computed in double precision, to 8 digits.
  [[nodiscard]] bool beyond_double() const { return digits > 0 || certify || !derivatives.empty(); }
};

}  // namespace freepencil
