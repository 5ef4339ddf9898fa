// SPDX-License-Identifier: GPL-3.0-or-later
// Real numbers enclosed in balls (Johansson 2017): every operation returns a ball that contains the exact result for
// all numbers in the operands. Complex numbers are std::complex<Ball>, rectangles.
#pragma once

#include <complex>
#include <cstddef>
#include <optional>
#include <string>

#include "numeric/multiprecision.hpp"

namespace freepencil {

class Ball {
 public:
  Ball();
  Ball(int exact);
  Ball(double exact);
  /// The number itself, whatever its precision.
  explicit Ball(const Multi& exact);
  Ball(const Rational& value);
  Ball(const Ball& other);
  Ball(Ball&& other) noexcept;
  ~Ball();
  Ball& operator=(const Ball& other);
  Ball& operator=(Ball&& other) noexcept;

  /// [lower, upper], rounded outwards; lower <= upper.
  [[nodiscard]] static Ball between(const Multi& lower, const Multi& upper);

  Ball& operator+=(const Ball& other);
  Ball& operator-=(const Ball& other);
  Ball& operator*=(const Ball& other);
  Ball& operator/=(const Ball& other);
  friend Ball operator+(const Ball& a, const Ball& b);
  friend Ball operator-(const Ball& a, const Ball& b);
  friend Ball operator*(const Ball& a, const Ball& b);
  friend Ball operator/(const Ball& a, const Ball& b);
  friend Ball operator-(const Ball& a);
  /// The same ball: two numbers in it need not be equal.
  friend bool operator==(const Ball& a, const Ball& b);

  /// *this plus or minus a*b, rounded once.
  void add_product(const Ball& a, const Ball& b);
  void subtract_product(const Ball& a, const Ball& b);

  /// The centre; for messages and for choosing pivots.
  explicit operator double() const;
  [[nodiscard]] Multi middle() const;
  /// Upper bounds.
  [[nodiscard]] Multi radius() const;
  [[nodiscard]] Multi largest_magnitude() const;
  [[nodiscard]] Multi lower() const;
  [[nodiscard]] Multi upper() const;

  [[nodiscard]] bool is_finite() const;
  [[nodiscard]] bool contains_zero() const;
  [[nodiscard]] bool contains(const Ball& other) const;
  /// Whether `other` and its boundary lie in the open interval.
  [[nodiscard]] bool contains_in_interior(const Ball& other) const;
  /// Nothing where the balls are disjoint.
  [[nodiscard]] std::optional<Ball> intersection(const Ball& other) const;
  /// The centre alone.
  [[nodiscard]] Ball centre() const;
  /// This ball, wider by `radius` on both sides.
  [[nodiscard]] Ball widened(const Ball& radius) const;

  friend Ball abs(const Ball& a);
  friend Ball sqrt(const Ball& a);
  friend Ball exp(const Ball& a);
  friend Ball log(const Ball& a);
  friend Ball pow(const Ball& base, const Ball& exponent);
  friend Ball pow(const Ball& base, const Rational& exponent);

  struct Access;  ///< to the representation, which only ball.cpp knows: the library's headers define macros

 private:
  static constexpr std::size_t representation_size = 48;
  alignas(8) unsigned char representation_[representation_size];
};

[[nodiscard]] Ball abs(const Ball& a);
[[nodiscard]] Ball sqrt(const Ball& a);
[[nodiscard]] Ball exp(const Ball& a);
[[nodiscard]] Ball log(const Ball& a);
[[nodiscard]] Ball pow(const Ball& base, const Ball& exponent);
[[nodiscard]] Ball pow(const Ball& base, const Rational& exponent);
[[nodiscard]] std::complex<Ball> sqrt(const std::complex<Ball>& a);
[[nodiscard]] std::complex<Ball> exp(const std::complex<Ball>& a);
[[nodiscard]] std::complex<Ball> log(const std::complex<Ball>& a);
[[nodiscard]] std::complex<Ball> pow(const std::complex<Ball>& base, const std::complex<Ball>& exponent);
[[nodiscard]] std::complex<Ball> pow(const std::complex<Ball>& base, const Rational& exponent);

[[nodiscard]] inline bool is_finite(const Ball& x) { return x.is_finite(); }
[[nodiscard]] inline bool is_finite(const std::complex<Ball>& x) {
  return x.real().is_finite() && x.imag().is_finite();
}

/// Whether both are one exact number.
[[nodiscard]] bool same_number(const Ball& a, const Ball& b);

/// What pivots are chosen by; a ball with zero in it is none.
[[nodiscard]] Multi pivot_size(const Ball& x);
[[nodiscard]] Multi pivot_size(const std::complex<Ball>& x);

template <>
struct Accumulate<Ball> {
  static void assign(Ball& target, const Ball& a, const Ball& b) { target = a * b; }
  static void assign_negative(Ball& target, const Ball& a, const Ball& b) { target = -(a * b); }
  static void invert(Ball& target, const Ball& a) { target = Ball(1) / a; }
  static void add(Ball& target, const Ball& a, const Ball& b) { target.add_product(a, b); }
  static void subtract(Ball& target, const Ball& a, const Ball& b) { target.subtract_product(a, b); }
};

namespace detail {
template <class S>
class BallPower {
 public:
  explicit BallPower(Rational exponent) : exponent_(std::move(exponent)) {}
  S operator()(const S& x) const { return pow(x, exponent_); }

 private:
  Rational exponent_;
};

template <class S>
struct BallTraits {
  using Power = BallPower<S>;
  static S from(const Rational& value) { return S(Ball(value)); }
  static S power(const S& base, const S& exponent) { return pow(base, exponent); }
  static S exp(const S& x) {
    using freepencil::exp;
    return exp(x);
  }
  static S log(const S& x) {
    using freepencil::log;
    return log(x);
  }
};
}  // namespace detail

template <>
struct ScalarTraits<Ball> : detail::BallTraits<Ball> {
  /// A real evaluation of a complex expression has no value.
  static Ball imaginary_unit() { return Ball(1) / Ball(0); }
};
template <>
struct ScalarTraits<std::complex<Ball>> : detail::BallTraits<std::complex<Ball>> {
  static std::complex<Ball> imaginary_unit() { return {Ball(0), Ball(1)}; }
};

}  // namespace freepencil

namespace Eigen {
template <>
struct NumTraits<freepencil::Ball> : GenericNumTraits<freepencil::Ball> {
  using Real = freepencil::Ball;
  using NonInteger = freepencil::Ball;
  using Nested = freepencil::Ball;
  using Literal = freepencil::Ball;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 1,
    AddCost = 4,
    MulCost = 8
  };
};
}  // namespace Eigen
