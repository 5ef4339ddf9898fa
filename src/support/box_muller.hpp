// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a pair of standard normals, without branches and without libm so that a compiler can vectorise the loop
// over pairs and every library gives the same digits. Absolute errors of the parts are below 4e-16
// (tests/laws/random_stream_test.cpp measures them).
#pragma once

#include <bit>
#include <cstdint>

namespace freepencil::box_muller {

/// The upper 52 bits as a double in [1, 2): a conversion that every vector unit has.
inline double in_one_two(std::uint64_t bits) { return std::bit_cast<double>((bits >> 12) | 0x3FF0000000000000U); }

/// log(u) for normal u in (0, 1]: u = 2^e m with m in [1/sqrt 2, sqrt 2), log m = 2 artanh((m - 1) / (m + 1)).
inline double log_unit(double u) {
  // Adding the distance from the bits of 1/sqrt 2 to those of 1 carries into the exponent exactly where m >= sqrt 2
  // / 2.
  constexpr std::uint64_t low = std::bit_cast<std::uint64_t>(0.70710678118654757);
  constexpr std::uint64_t shift = std::bit_cast<std::uint64_t>(1.0) - low;
  const std::uint64_t shifted = std::bit_cast<std::uint64_t>(u) + shift;
  const double m = std::bit_cast<double>((shifted & 0x000FFFFFFFFFFFFFU) + low);
  // The biased exponent as a double, by planting it in the mantissa of 2^52.
  const double e = std::bit_cast<double>((shifted >> 52) | 0x4330000000000000U) - (4503599627370496.0 + 1023.0);
  const double s = (m - 1) / (m + 1);
  const double t = s * s;  // at most 0.0295: the first term left out is below 1e-18
  const double series =
      t * (1. / 3 +
           t * (1. / 5 +
                t * (1. / 7 +
                     t * (1. / 9 + t * (1. / 11 + t * (1. / 13 + t * (1. / 15 + t * (1. / 17 + t * (1. / 19)))))))));
  return e * 0.69314718055994531 + 2 * (s + s * series);
}

struct SineCosine {
  double sine, cosine;
};

/// For |x| <= pi/4, by the Taylor polynomials of degree 17 and 16.
inline SineCosine sine_cosine(double x) {
  const double t = x * x;
  const double sine =
      x +
      x * t *
          (-1. / 6 +
           t * (1. / 120 +
                t * (-1. / 5040 + t * (1. / 362880 + t * (-1. / 39916800 +
                                                          t * (1. / 6227020800 + t * (-1. / 1307674368000 +
                                                                                      t * (1. / 355687428096000))))))));
  const double cosine =
      1 + t * (-1. / 2 +
               t * (1. / 24 +
                    t * (-1. / 720 + t * (1. / 40320 + t * (-1. / 3628800 +
                                                            t * (1. / 479001600 + t * (-1. / 87178291200 +
                                                                                       t * (1. / 20922789888000))))))));
  return {sine, cosine};
}

/// The square of the radius of a pair of standard normals is exponential with mean 2.
inline double radius_squared(std::uint64_t bits) { return -2 * log_unit(2 - in_one_two(bits)); }

struct Direction {
  double x, y;
};

/// A uniform direction: within a quarter turn from the upper bits, its quadrant from the two lowest.
inline Direction direction(std::uint64_t bits) {
  const auto [sine, cosine] = sine_cosine(1.5707963267948966 * (in_one_two(bits) - 1.5));
  // Exchange and negate by masks: a choice by `?:` would be compiled to a branch.
  const std::uint64_t exchange = -(bits & 1);
  const std::uint64_t sign = (bits & 2) << 62;
  const auto c = std::bit_cast<std::uint64_t>(cosine), s = std::bit_cast<std::uint64_t>(sine);
  const std::uint64_t difference = (c ^ s) & exchange;
  return {std::bit_cast<double>(c ^ difference ^ sign), std::bit_cast<double>(s ^ difference ^ sign)};
}

}  // namespace freepencil::box_muller
