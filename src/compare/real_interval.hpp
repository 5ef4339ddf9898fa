// SPDX-License-Identifier: GPL-3.0-or-later
// Closed intervals of extended real numbers with double ends, rounded outwards (Moore 1966; Neumaier 1990, chapter 1).
#pragma once

#include <boost/numeric/interval.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "numeric/ball.hpp"
#include "numeric/exact.hpp"

namespace freepencil {

/// Arithmetic rounded down or up whatever the rounding mode is: the error of a rounded operation is itself a double
/// (Dekker 1971), and its sign says whether the result has to move by one unit. A zero times infinity is zero, which is
/// what ends of intervals need.
struct OutwardRounding {
  using unprotected_rounding = OutwardRounding;
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double largest = std::numeric_limits<double>::max();
  static constexpr double smallest_exact = 1e-250;  ///< below it an error may be lost to underflow

  static double down(double x) { return std::nextafter(x, -infinity); }
  static double up(double x) { return std::nextafter(x, infinity); }

  static double add_down(double x, double y) { return -add_up(-x, -y); }
  static double add_up(double x, double y) {
    const double sum = x + y;
    if (!std::isfinite(sum)) return overflow(sum, std::isfinite(x) && std::isfinite(y));
    const double part = sum - x;
    return (x - (sum - part)) + (y - part) <= 0 ? sum : up(sum);
  }
  static double sub_down(double x, double y) { return add_down(x, -y); }
  static double sub_up(double x, double y) { return add_up(x, -y); }
  static double mul_down(double x, double y) { return -mul_up(-x, y); }
  static double mul_up(double x, double y) {
    if (x == 0 || y == 0) return 0;
    const double product = x * y;
    if (!std::isfinite(product)) return overflow(product, std::isfinite(x) && std::isfinite(y));
    if (std::abs(product) < smallest_exact) return up(product);
    return std::fma(x, y, -product) <= 0 ? product : up(product);
  }
  static double div_down(double x, double y) { return -div_up(-x, y); }
  static double div_up(double x, double y) {
    if (x == 0) return 0;
    if (std::isinf(y)) return std::isinf(x) ? infinity : 0;
    const double quotient = x / y;
    if (!std::isfinite(quotient)) return overflow(quotient, std::isfinite(x) && y != 0);
    if (std::abs(quotient) < smallest_exact || std::abs(x) < smallest_exact) return up(quotient);
    const double rest = std::fma(-quotient, y, x);
    return rest == 0 || (rest < 0) != (y < 0) ? quotient : up(quotient);
  }
  static double sqrt_down(double x) {
    const double root = std::sqrt(x);
    if (!std::isfinite(root)) return root;
    return x < smallest_exact || std::fma(-root, root, x) < 0 ? std::max(0.0, down(root)) : root;
  }
  static double sqrt_up(double x) {
    const double root = std::sqrt(x);
    if (x == 0 || !std::isfinite(root)) return root;
    return x < smallest_exact || std::fma(-root, root, x) > 0 ? up(root) : root;
  }
  static double median(double x, double y) { return x / 2 + y / 2; }
  template <class T>
  static double conv_down(const T& x) {
    return static_cast<double>(x);
  }
  template <class T>
  static double conv_up(const T& x) {
    return static_cast<double>(x);
  }

 private:
  /// An upper bound where the operation gave an infinity, or nothing that is a number.
  static double overflow(double result, bool finite_operands) {
    if (std::isnan(result)) return infinity;
    return finite_operands && result < 0 ? -largest : result;
  }
};

using RealInterval = boost::numeric::interval<
    double,
    boost::numeric::interval_lib::policies<OutwardRounding, boost::numeric::interval_lib::checking_base<double>>>;

/// One for each unknown.
using Box = std::vector<RealInterval>;

[[nodiscard]] inline bool is_bounded(const RealInterval& x) {
  return std::isfinite(x.lower()) && std::isfinite(x.upper());
}
[[nodiscard]] inline bool is_empty(const RealInterval& x) { return boost::numeric::empty(x); }
[[nodiscard]] inline bool has_zero(const RealInterval& x) { return !(x.lower() > 0 || x.upper() < 0); }
/// Whether both ends lie in the open interval.
[[nodiscard]] inline bool strictly_inside(const RealInterval& inner, const RealInterval& outer) {
  return inner.lower() > outer.lower() && inner.upper() < outer.upper();
}

/// Encloses the ball; the whole line where that has no finite radius.
[[nodiscard]] RealInterval interval_of(const Ball& ball);
[[nodiscard]] RealInterval interval_of(const Rational& value);

/// x^exponent where it is a real number: of the non-negative part of x unless the exponent is an integer.
[[nodiscard]] RealInterval power(const RealInterval& x, const Rational& exponent);
[[nodiscard]] RealInterval exponential(const RealInterval& x);
/// Of the positive part of x.
[[nodiscard]] RealInterval logarithm(const RealInterval& x);

}  // namespace freepencil
