// SPDX-License-Identifier: GPL-3.0-or-later
// What a number type must offer for exact expressions to be evaluated in it.
#pragma once

#include <cmath>
#include <complex>
#include <concepts>
#include <limits>

#include "numeric/exact.hpp"

namespace freepencil {

/// base^exponent by repeated squaring; a negative exponent divides once at the end.
template <class S>
[[nodiscard]] S integer_power(S base, long exponent) {
  const bool invert = exponent < 0;
  S result(1);
  for (unsigned long left = invert ? 0UL - static_cast<unsigned long>(exponent) : static_cast<unsigned long>(exponent);
       left > 0; left >>= 1, base = base * base) {
    if (left & 1) result = result * base;
  }
  return invert ? S(1) / result : result;
}

/// Specialised by every scalar type: conversion from exact numbers and the elementary functions, principal branches.
/// `Power(exponent)(x)` is x to a rational power.
template <class S>
struct ScalarTraits;

namespace detail {

template <class S>
struct RealPart {
  using Type = S;
};
template <class T>
struct RealPart<std::complex<T>> {
  using Type = T;
};

/// x -> x^exponent, the exponent looked at once for many x.
template <class S>
class FloatingPower {
 public:
  explicit FloatingPower(const Rational& exponent) : exponent_(static_cast<typename RealPart<S>::Type>(exponent)) {
    constexpr long by_multiplication = 32;  // beyond, pow() rounds less than repeated products do
    if (abs(numerator(exponent)) > by_multiplication || denominator(exponent) > 2) return;
    count_ = static_cast<long>(numerator(exponent));
    method_ = denominator(exponent) == 1 ? Method::Multiply : Method::Root;
  }
  S operator()(const S& x) const {
    if (method_ == Method::General) return std::pow(x, exponent_);
    return integer_power(method_ == Method::Root ? S(std::sqrt(x)) : x, count_);
  }

 private:
  enum class Method { General, Multiply, Root };
  Method method_ = Method::General;
  long count_ = 0;
  S exponent_;
};

/// Shared by the floating-point types.
template <class S>
struct FloatingTraits {
  using Power = FloatingPower<S>;
  static S from(const Rational& value) { return S(static_cast<typename RealPart<S>::Type>(value)); }
  static S power(const S& base, const S& exponent) { return std::pow(base, exponent); }
  static S exp(const S& x) { return std::exp(x); }
  static S log(const S& x) { return std::log(x); }
};

}  // namespace detail

template <std::floating_point T>
struct ScalarTraits<T> : detail::FloatingTraits<T> {
  /// A real evaluation of a complex expression has no value.
  static T imaginary_unit() { return std::numeric_limits<T>::quiet_NaN(); }
};

template <std::floating_point T>
struct ScalarTraits<std::complex<T>> : detail::FloatingTraits<std::complex<T>> {
  static std::complex<T> imaginary_unit() { return {0, 1}; }
};

}  // namespace freepencil
