// SPDX-License-Identifier: GPL-3.0-or-later
// Products added up in place. Number types whose values allocate have a version of their own that allocates nothing.
#pragma once

#include <complex>

namespace freepencil {

/// a*b. The library's complex product checks for infinities, which costs more than the product; here a result that is
/// not finite is noticed later, once for a whole block.
template <class S>
[[nodiscard]] inline S multiply(const S& a, const S& b) {
  return a * b;
}
template <class T>
[[nodiscard]] inline std::complex<T> multiply(const std::complex<T>& a, const std::complex<T>& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// The target keeps its precision where numbers have one.
template <class S>
struct Accumulate {
  static void assign(S& target, const S& a, const S& b) { target = multiply(a, b); }
  static void assign_negative(S& target, const S& a, const S& b) { target = -multiply(a, b); }
  static void add(S& target, const S& a, const S& b) { target += multiply(a, b); }
  static void invert(S& target, const S& a) { target = S(1) / a; }
  static void subtract(S& target, const S& a, const S& b) { target -= multiply(a, b); }
};

}  // namespace freepencil
