// SPDX-License-Identifier: GPL-3.0-or-later
// Exact numbers: what a file says stays rational until it is evaluated.
#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace freepencil {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// No exact number may need more bits than this (about 300,000 decimal digits): a bound on time and memory.
inline constexpr std::size_t max_exact_bits = 1'000'000;

/// `12`, `0.1`, `2e-3`, `1.5E+2` as an exact rational; nothing if it is malformed or larger than `max_exact_bits`.
[[nodiscard]] std::optional<Rational> parse_decimal(std::string_view literal);

/// `-1/10`, `0.1`, `2e-3`: a sign, and a decimal or the quotient of two; nothing if it is malformed.
[[nodiscard]] std::optional<Rational> parse_rational(std::string_view text);

/// base^exponent; nothing for 0 to a negative power or beyond `max_exact_bits`.
[[nodiscard]] std::optional<Rational> power(const Rational& base, const Integer& exponent);

/// The exact positive root base^(1/degree) where it is rational.
[[nodiscard]] std::optional<Rational> exact_root(const Rational& base, unsigned degree);

/// `3`, `1/10`: reads back as the same number.
[[nodiscard]] std::string to_string(const Rational& value);

}  // namespace freepencil
