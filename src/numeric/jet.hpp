// SPDX-License-Identifier: GPL-3.0-or-later
// Taylor polynomials of order two in one variable: arithmetic in them carries exact first and second derivatives along.
#pragma once

#include <complex>

#include "numeric/real_of.hpp"
#include "numeric/scalar_traits.hpp"

namespace freepencil {

/// value + first*e + second*e^2 modulo e^3. The derivatives of a function are first and 2*second.
template <class S>
struct Jet {
  S value{}, first{}, second{};

  Jet() : Jet(S(0)) {}
  Jet(int constant) : Jet(S(constant)) {}
  explicit Jet(S constant) : value(std::move(constant)), first(0), second(0) {}
  Jet(S v, S d, S dd) : value(std::move(v)), first(std::move(d)), second(std::move(dd)) {}
  /// A real one as a complex one.
  template <class T>
    requires(!std::is_same_v<S, T> && std::is_constructible_v<S, const T&>)
  explicit Jet(const Jet<T>& other) : value(other.value), first(other.first), second(other.second) {}

  explicit operator double() const { return static_cast<double>(value); }

  Jet& operator+=(const Jet& b) {
    value += b.value, first += b.first, second += b.second;
    return *this;
  }
  Jet& operator-=(const Jet& b) {
    value -= b.value, first -= b.first, second -= b.second;
    return *this;
  }
  Jet& operator*=(const Jet& b) { return *this = *this * b; }
  Jet& operator/=(const Jet& b) { return *this = *this / b; }

  friend Jet operator-(const Jet& a) { return {S(-a.value), S(-a.first), S(-a.second)}; }
  friend Jet operator+(const Jet& a, const Jet& b) {
    return {a.value + b.value, a.first + b.first, a.second + b.second};
  }
  friend Jet operator-(const Jet& a, const Jet& b) {
    return {a.value - b.value, a.first - b.first, a.second - b.second};
  }
  friend Jet operator*(const Jet& a, const Jet& b) {
    return {a.value * b.value, a.value * b.first + a.first * b.value,
            a.value * b.second + a.first * b.first + a.second * b.value};
  }
  friend Jet operator/(const Jet& a, const Jet& b) {
    const S value = a.value / b.value;
    const S first = (a.first - value * b.first) / b.value;
    return {value, first, (a.second - value * b.second - first * b.first) / b.value};
  }
  friend bool operator==(const Jet&, const Jet&) = default;
};

template <class T>
[[nodiscard]] Jet<std::complex<T>> operator*(const Jet<T>& a, const Jet<std::complex<T>>& b) {
  return Jet<std::complex<T>>(a) * b;
}

/// f(x) from f, f' and f'' at its value.
template <class S>
[[nodiscard]] Jet<S> composed(const Jet<S>& x, const S& f, const S& df, const S& ddf) {
  return {f, df * x.first, df * x.second + ddf * x.first * x.first / S(2)};
}

/// What pivots are chosen by.
template <class S>
[[nodiscard]] RealOf<S> pivot_size(const Jet<S>& x) {
  using std::abs;
  return abs(x.value);
}

template <class S>
[[nodiscard]] bool is_finite(const Jet<S>& x) {
  const S sum = x.value + x.first + x.second;
  return sum - sum == S(0);
}

namespace detail {

template <class S>
class JetPower {
 public:
  explicit JetPower(const Rational& exponent) : exponent_(exponent) {}
  Jet<S> operator()(const Jet<S>& x) const {
    using Traits = ScalarTraits<S>;
    constexpr long by_multiplication = 1000;
    if (denominator(exponent_) == 1 && abs(numerator(exponent_)) <= by_multiplication) {
      return integer_power(x, static_cast<long>(numerator(exponent_)));
    }
    // A constant has derivatives zero even where the function has none.
    if (x.first == S(0) && x.second == S(0)) return Jet<S>(typename Traits::Power(exponent_)(x.value));
    const S r = Traits::from(exponent_), f = typename Traits::Power(exponent_)(x.value);
    return composed(x, f, S(r * f / x.value), S(r * (r - S(1)) * f / (x.value * x.value)));
  }

 private:
  Rational exponent_;
};

}  // namespace detail

template <class S>
struct ScalarTraits<Jet<S>> {
  using Traits = ScalarTraits<S>;
  using Power = detail::JetPower<S>;
  static Jet<S> imaginary_unit() { return Jet<S>(Traits::imaginary_unit()); }
  static Jet<S> from(const Rational& value) { return Jet<S>(Traits::from(value)); }
  static Jet<S> exp(const Jet<S>& x) {
    const S f = Traits::exp(x.value);
    return composed(x, f, f, f);
  }
  static Jet<S> log(const Jet<S>& x) {
    return composed(x, Traits::log(x.value), S(S(1) / x.value), S(S(-1) / (x.value * x.value)));
  }
  static Jet<S> power(const Jet<S>& base, const Jet<S>& exponent) {
    const bool constant =
        base.first == S(0) && base.second == S(0) && exponent.first == S(0) && exponent.second == S(0);
    if (constant) return Jet<S>(Traits::power(base.value, exponent.value));
    return exp(exponent * log(base));
  }
};

}  // namespace freepencil

namespace Eigen {
template <class S>
struct NumTraits<freepencil::Jet<S>> : NumTraits<S> {
  using Real = freepencil::Jet<typename NumTraits<S>::Real>;
  using NonInteger = freepencil::Jet<S>;
  using Nested = freepencil::Jet<S>;
  enum { RequireInitialization = 1 };
};
}  // namespace Eigen
