// SPDX-License-Identifier: GPL-3.0-or-later
// Floating-point numbers of any precision (MPFR). Everything that is computed or copied has the precision that is
// current in its thread.
#pragma once

#include <boost/multiprecision/eigen.hpp>
#include <boost/multiprecision/mpfr.hpp>
#include <complex>

#include "numeric/accumulate.hpp"
#include "numeric/real_of.hpp"
#include "numeric/scalar_traits.hpp"

namespace freepencil {

using Multi =
    boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>, boost::multiprecision::et_off>;

/// Sets the precision of this thread, in decimal digits, until it goes out of scope. An object that is older keeps its
/// own precision, even when something is assigned to it: make new ones instead.
class WorkingPrecision {
 public:
  explicit WorkingPrecision(int digits)
      : digits_(Multi::thread_default_precision()), options_(Multi::thread_default_variable_precision_options()) {
    Multi::thread_default_precision(static_cast<unsigned>(digits));
    Multi::thread_default_variable_precision_options(
        boost::multiprecision::variable_precision_options::assume_uniform_precision);
  }
  ~WorkingPrecision() {
    Multi::thread_default_precision(digits_);
    Multi::thread_default_variable_precision_options(options_);
  }
  WorkingPrecision(const WorkingPrecision&) = delete;
  WorkingPrecision& operator=(const WorkingPrecision&) = delete;

  [[nodiscard]] static int digits() { return static_cast<int>(Multi::thread_default_precision()); }

 private:
  unsigned digits_;
  boost::multiprecision::variable_precision_options options_;
};

namespace detail {

/// x -> x^exponent.
template <class S>
class MultiPower {
 public:
  explicit MultiPower(const Rational& exponent) : exponent_(exponent) {
    constexpr long by_multiplication = 1000;
    if (abs(numerator(exponent)) > by_multiplication || denominator(exponent) > 2) return;
    count_ = static_cast<long>(numerator(exponent));
    method_ = denominator(exponent) == 1 ? Method::Multiply : Method::Root;
  }
  S operator()(const S& x) const {
    using std::pow, std::sqrt;
    if (method_ == Method::General) return pow(x, S(static_cast<Multi>(exponent_)));
    return integer_power(method_ == Method::Root ? S(sqrt(x)) : x, count_);
  }

 private:
  enum class Method { General, Multiply, Root };
  Method method_ = Method::General;
  long count_ = 0;
  Rational exponent_;
};

template <class S>
struct MultiTraits {
  using Power = MultiPower<S>;
  static S from(const Rational& value) { return S(static_cast<Multi>(value)); }
  static S power(const S& base, const S& exponent) {
    using std::pow;
    return pow(base, exponent);
  }
  static S exp(const S& x) {
    using std::exp;
    return exp(x);
  }
  static S log(const S& x) {
    using std::log;
    return log(x);
  }
};

}  // namespace detail

/// Rounded once, or once for the product and once for the sum where that is cheaper.
template <>
struct Accumulate<Multi> {
  static void assign(Multi& target, const Multi& a, const Multi& b) {
    mpfr_mul(target.backend().data(), a.backend().data(), b.backend().data(), MPFR_RNDN);
  }
  static void assign_negative(Multi& target, const Multi& a, const Multi& b) {
    assign(target, a, b);
    mpfr_neg(target.backend().data(), target.backend().data(), MPFR_RNDN);
  }
  static void invert(Multi& target, const Multi& a) {
    mpfr_ui_div(target.backend().data(), 1, a.backend().data(), MPFR_RNDN);
  }
  static void add(Multi& target, const Multi& a, const Multi& b) {
    mpfr_fma(target.backend().data(), a.backend().data(), b.backend().data(), target.backend().data(), MPFR_RNDN);
  }
  static void subtract(Multi& target, const Multi& a, const Multi& b) {
    mpfr_fms(target.backend().data(), a.backend().data(), b.backend().data(), target.backend().data(), MPFR_RNDN);
    mpfr_neg(target.backend().data(), target.backend().data(), MPFR_RNDN);
  }
};

template <>
struct ScalarTraits<Multi> : detail::MultiTraits<Multi> {
  static Multi imaginary_unit() { return std::numeric_limits<Multi>::quiet_NaN(); }
};

template <>
struct ScalarTraits<std::complex<Multi>> : detail::MultiTraits<std::complex<Multi>> {
  static std::complex<Multi> imaginary_unit() { return {Multi(0), Multi(1)}; }
};

}  // namespace freepencil
