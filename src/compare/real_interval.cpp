// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/real_interval.hpp"

#include "numeric/decimal_text.hpp"

namespace freepencil {
namespace {

constexpr int digits_of_an_end = 25;  // more than a double has, so that rounding outwards loses one unit at most
constexpr double infinity = OutwardRounding::infinity;

/// Of an increasing function given on finite doubles, with its values at infinite ends.
template <class Function>
RealInterval increasing(const RealInterval& x, double at_minus_infinity, double at_infinity, Function function) {
  const WorkingPrecision precision(digits_of_an_end);
  const auto end = [&](double at) {
    if (std::isinf(at)) return RealInterval(at < 0 ? at_minus_infinity : at_infinity);
    return interval_of(function(Ball(at)));
  };
  const double lower =
      std::isinf(x.lower()) ? end(x.lower()).lower() : std::max(at_minus_infinity, end(x.lower()).lower());
  return {lower, end(x.upper()).upper()};
}

RealInterval non_negative_part(const RealInterval& x) {
  return boost::numeric::intersect(x, RealInterval(0, infinity));
}

}  // namespace

RealInterval interval_of(const Ball& ball) {
  if (!ball.is_finite()) return RealInterval::whole();
  return {rounded_double(ball.lower(), Rounding::Down), rounded_double(ball.upper(), Rounding::Up)};
}

RealInterval interval_of(const Rational& value) {
  const WorkingPrecision precision(digits_of_an_end);
  return interval_of(Ball(value));
}

RealInterval power(const RealInterval& x, const Rational& exponent) {
  constexpr int largest = 1000;
  if (denominator(exponent) == 1 && abs(numerator(exponent)) <= largest) {
    const int n = static_cast<int>(numerator(exponent));
    const RealInterval raised = n == 1 || n == -1 ? x : boost::numeric::pow(x, std::abs(n));
    if (n > 0) return raised;
    if (raised.lower() == 0 && raised.upper() == 0) return RealInterval::whole();
    return RealInterval(1) / raised;
  }
  const RealInterval base = non_negative_part(x);
  if (is_empty(base)) return base;
  if (exponent == Rational(1, 2)) return boost::numeric::sqrt(base);
  const bool inverse = exponent < 0;
  const Rational size = inverse ? Rational(-exponent) : exponent;
  const RealInterval raised = increasing(base, 0, infinity, [&](const Ball& at) { return pow(at, size); });
  return inverse ? power(raised, -1) : raised;
}

RealInterval exponential(const RealInterval& x) {
  return increasing(x, 0, infinity, [](const Ball& at) { return exp(at); });
}

RealInterval logarithm(const RealInterval& x) {
  const RealInterval base = non_negative_part(x);
  if (is_empty(base) || base.upper() == 0) return RealInterval::empty();
  if (base.lower() > 0) return increasing(base, -infinity, infinity, [](const Ball& at) { return log(at); });
  return {-infinity,
          increasing(RealInterval(base.upper()), -infinity, infinity, [](const Ball& at) { return log(at); }).upper()};
}

}  // namespace freepencil
