// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/polynomial_text.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace freepencil {
namespace {

/// Recursive descent. What is not a polynomial is thrown as std::invalid_argument, and caught below.
class Parser {
 public:
  Parser(const PolynomialRing& ring, std::string_view text) : ring_(ring), text_(text) {}

  Polynomial whole() {
    Polynomial result = sum();
    expect(text_.empty());
    return result;
  }

 private:
  static constexpr int max_brackets = 100;
  static constexpr unsigned long max_power = 100'000;

  static void expect(bool holds) {
    if (!holds) throw std::invalid_argument("not a polynomial");
  }

  bool take(char sign) {
    if (text_.empty() || text_.front() != sign) return false;
    text_.remove_prefix(1);
    return true;
  }

  std::string digits() {
    const auto end = std::find_if_not(text_.begin(), text_.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    const auto count = static_cast<std::size_t>(end - text_.begin());
    expect(count > 0);
    std::string result(text_.substr(0, count));
    text_.remove_prefix(count);
    return result;
  }

  unsigned long index(unsigned long below) {
    const std::string number = digits();
    expect(number.size() < 10 && std::stoul(number) < below);
    return std::stoul(number);
  }

  Polynomial sum() {
    const bool negative = take('-');
    Polynomial total = product();
    if (negative) total = Rational(-1) * total;
    while (!text_.empty() && (text_.front() == '+' || text_.front() == '-')) {
      const bool minus = text_.front() == '-';
      text_.remove_prefix(1);
      total = minus ? total - product() : total + product();
    }
    return total;
  }

  Polynomial product() {
    Polynomial total = factor();
    while (!text_.empty() && (text_.front() == '*' || text_.front() == '/')) {
      const bool quotient = text_.front() == '/';
      text_.remove_prefix(1);
      const Polynomial next = factor();
      expect(!quotient || (next.is_constant() && !next.is_zero()));
      total = quotient ? (1 / next.leading_coefficient()) * total : total * next;
    }
    return total;
  }

  Polynomial factor() {
    Polynomial base = primary();
    return take('^') ? base.power(index(max_power)) : base;
  }

  Polynomial primary() {
    if (take('(')) {
      expect(++brackets_ < max_brackets);
      Polynomial inner = sum();
      expect(take(')'));
      --brackets_;
      return inner;
    }
    if (take('x')) return ring_.monomial(index(ring_.variables()));
    return ring_.constant(Rational(Integer(digits())));
  }

  const PolynomialRing& ring_;
  std::string_view text_;
  int brackets_ = 0;
};

}  // namespace

std::string to_text(const Polynomial& polynomial) {
  std::string text;
  for (const auto& [coefficient, exponents] : polynomial.terms()) {
    if (coefficient > 0 && !text.empty()) text += '+';
    text += to_string(coefficient);
    for (std::size_t k = 0; k < exponents.size(); ++k) {
      if (exponents[k] > 0) text += "*x" + std::to_string(k) + "^" + std::to_string(exponents[k]);
    }
  }
  return text.empty() ? "0" : text;
}

std::optional<Polynomial> parse_polynomial(const PolynomialRing& ring, std::string_view text) {
  try {
    return Parser(ring, text).whole();
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace freepencil
