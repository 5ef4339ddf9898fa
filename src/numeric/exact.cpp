// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/exact.hpp"

#include <algorithm>
#include <charconv>

namespace freepencil {
namespace {

constexpr double bits_per_decimal_digit = 3.33;

std::size_t bits(const Rational& value) {
  const auto length = [](const Integer& n) { return n == 0 ? std::size_t{1} : msb(n < 0 ? Integer(-n) : n) + 1; };
  return std::max(length(numerator(value)), length(denominator(value)));
}

Integer pow10(std::size_t exponent) { return pow(Integer(10), static_cast<unsigned>(exponent)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Rational> parse_decimal(std::string_view literal) {
  std::string digits;
  std::int64_t scale = 0;  // the value is digits * 10^scale
  std::size_t at = 0;
  const bool negative = !literal.empty() && literal.front() == '-';
  if (!literal.empty() && (literal.front() == '-' || literal.front() == '+')) ++at;
  for (; at < literal.size() && is_digit(literal[at]); ++at) digits += literal[at];
  if (at < literal.size() && literal[at] == '.') {
    for (++at; at < literal.size() && is_digit(literal[at]); ++at, --scale) digits += literal[at];
  }
  if (digits.empty()) return std::nullopt;
  if (at < literal.size() && (literal[at] == 'e' || literal[at] == 'E')) {
    ++at;
    if (at < literal.size() && literal[at] == '+') ++at;
    std::int32_t exponent = 0;
    const auto [end, error] = std::from_chars(literal.data() + at, literal.data() + literal.size(), exponent);
    if (error != std::errc{}) return std::nullopt;
    at = static_cast<std::size_t>(end - literal.data());
    scale += exponent;
  }
  if (at != literal.size()) return std::nullopt;
  const auto magnitude = digits.size() + static_cast<std::size_t>(std::abs(scale));
  if (static_cast<double>(magnitude) * bits_per_decimal_digit > static_cast<double>(max_exact_bits))
    return std::nullopt;

  // GMP reads a leading zero as octal.
  const auto first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  Rational value = Rational(Integer(digits.substr(first)));
  if (scale > 0) value *= Rational(pow10(static_cast<std::size_t>(scale)));
  if (scale < 0) value /= Rational(pow10(static_cast<std::size_t>(-scale)));
  return negative ? Rational(-value) : value;
}

std::optional<Rational> parse_rational(std::string_view text) {
  const auto without_sign = [](std::string_view part) {
    const bool has_sign = part.starts_with('-') || part.starts_with('+');
    return has_sign ? std::nullopt : parse_decimal(part);
  };
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  std::optional<Rational> value = without_sign(text.substr(0, slash));
  if (value && slash != std::string_view::npos) {
    const std::optional<Rational> divisor = without_sign(text.substr(slash + 1));
    if (!divisor || divisor->is_zero()) return std::nullopt;
    *value /= *divisor;
  }
  if (value && negative) *value = -*value;
  return value;
}

std::optional<Rational> power(const Rational& base, const Integer& exponent) {
  if (exponent == 0) return Rational(1);
  if (base == 0) return exponent > 0 ? std::optional<Rational>(0) : std::nullopt;
  if (base == 1) return Rational(1);
  if (base == -1) return Rational(exponent % 2 == 0 ? 1 : -1);
  const Integer magnitude = exponent < 0 ? Integer(-exponent) : exponent;
  if (magnitude > max_exact_bits || bits(base) * static_cast<std::size_t>(magnitude) > max_exact_bits) {
    return std::nullopt;
  }
  const auto count = static_cast<unsigned>(magnitude);
  const Integer top = pow(numerator(base), count);
  const Integer bottom = pow(denominator(base), count);
  if (exponent > 0) return Rational(top, bottom);
  return top < 0 ? Rational(Integer(-bottom), Integer(-top)) : Rational(bottom, top);
}

std::optional<Rational> exact_root(const Rational& base, unsigned degree) {
  if (base < 0 || degree == 0) return std::nullopt;
  Integer top, bottom;
  const Integer n = numerator(base), d = denominator(base);
  const bool exact = mpz_root(top.backend().data(), n.backend().data(), degree) != 0 &&
                     mpz_root(bottom.backend().data(), d.backend().data(), degree) != 0;
  if (!exact) return std::nullopt;
  return Rational(top, bottom);
}

std::string to_string(const Rational& value) { return value.str(); }

}  // namespace freepencil
