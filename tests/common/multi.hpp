// SPDX-License-Identifier: GPL-3.0-or-later
// Closed forms in numbers of any precision, for comparison with what the program prints.
#pragma once

#include <freepencil/solution.hpp>
#include <functional>
#include <string>

#include "numeric/multiprecision.hpp"

namespace freepencil::test {

inline Multi number(const std::string& text) { return Multi(text); }
inline Multi number(const Rational& value) { return static_cast<Multi>(value); }

/// |a - b| <= 10^-digits |b|, and both are numbers.
inline bool agree(const Multi& a, const Multi& b, int digits) {
  return abs(a - b) <= pow(Multi(10), Multi(-digits)) * abs(b);
}

/// A root of an increasing function between a and b, by bisection to the current precision.
inline Multi increasing_root(const std::function<Multi(const Multi&)>& f, Multi a, Multi b) {
  const int steps = static_cast<int>(WorkingPrecision::digits() * 3.33) + 60;
  for (int step = 0; step < steps; ++step) {
    const Multi middle = (a + b) / 2;
    (f(middle) > 0 ? b : a) = middle;
  }
  return (a + b) / 2;
}

/// tr inv(Z'Z + lambda) in the limit: phi*lambda*g^2 + (1 - phi + lambda)*g - 1 = 0, g > 0.
inline Multi marchenko_pastur(const Multi& lambda, const Multi& phi) {
  const Multi b = 1 - phi + lambda, root = sqrt(b * b + 4 * phi * lambda);
  return b > 0 ? Multi(2 / (b + root)) : Multi((root - b) / (2 * phi * lambda));
}

}  // namespace freepencil::test
