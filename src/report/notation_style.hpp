// SPDX-License-Identifier: GPL-3.0-or-later
// In what the three notations differ. Internal to this folder.
#pragma once

#include <string>
#include <string_view>

#include "numeric/exact.hpp"

namespace freepencil::report {

struct Wrap {
  std::string_view before, after;

  [[nodiscard]] std::string operator()(const std::string& inside) const {
    return std::string(before) + inside + std::string(after);
  }
};

struct Style {
  std::string_view times;
  Wrap bracket, root, exponential, logarithm;
  Wrap integer_power, general_power;  ///< around an exponent
  std::string_view identity;          ///< empty: matrices are numbers here, I is 1
  std::string_view adjoint;
  std::string_view block;  ///< which block matrix, row and column
  std::string_view imaginary;
  bool imaginary_numbers = false;                            ///< `3i` is one word
  bool fractions = false;                                    ///< \frac; else a slash
  bool inverse_as_call = false;                              ///< inv(..) for matrices; else the power -1
  std::string (*number)(const Rational& value) = nullptr;    ///< not negative
  std::string (*exponent)(const Rational& value) = nullptr;  ///< not an integer
};

extern const Style pencil_style, latex_style, sympy_style;

}  // namespace freepencil::report
