// SPDX-License-Identifier: GPL-3.0-or-later
// Scalar expressions as fractions of polynomials in what they are built from.
#pragma once

#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "expr/scalar.hpp"
#include "numeric/polynomial.hpp"

namespace freepencil {

/// numerator / product of denominator^power; the denominators are irreducible, primitive, different and in order, and
/// none divides the numerator.
struct Fraction {
  Polynomial numerator;
  std::vector<std::pair<Polynomial, std::uint64_t>> denominator;
};

/// A polynomial ring that holds given expressions, up to denominators. Its variables are their leaves and, as symbols
/// of their own, whatever is not rational in these: for a leaf x with exponents of common denominator q the variable
/// is x^(1/q); a root of anything else is a variable r with the rule r^q = radicand; exp, log and general powers are
/// variables without a rule. The imaginary unit has the rule i^2 = -1.
///
/// The order of the variables, and with it all that follows, depends on the structure of the expressions only.
/// Operations throw std::length_error rather than build polynomials of absurd size.
class RationalFunctions {
 public:
  struct Variable {
    ScalarId base{};  ///< the variable is base^(1/root)
    unsigned root = 1;
    unsigned rule = 0;  ///< not zero: variable^rule = radicand
    ScalarId radicand{};
  };

  RationalFunctions(Scalars& scalars, std::span<const ScalarId> expressions);

  /// In lowest terms; nothing where a denominator is zero. The expression is one of those given, or part of one.
  [[nodiscard]] std::optional<Fraction> fraction(ScalarId id);
  /// The expanded polynomial as an expression.
  [[nodiscard]] ScalarId expression(const Polynomial& polynomial);

  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  [[nodiscard]] const PolynomialRing& ring() const { return ring_; }
  /// The variable of this base, where it is one.
  [[nodiscard]] std::optional<std::size_t> find(ScalarId base) const;

 private:
  std::optional<Fraction> convert(ScalarId id);
  std::optional<Fraction> convert_sum(const ScalarNode& node);
  std::optional<Fraction> convert_product(const ScalarNode& node);
  std::optional<Fraction> inverse(const Fraction& value);
  Fraction variable_power(std::size_t variable, const Rational& exponent) const;
  /// Applies the rules of the variables to a numerator; what it has to be divided by is multiplied to `divisor`.
  std::optional<Polynomial> reduce(Polynomial polynomial, Polynomial& divisor);
  std::optional<Fraction> reduced(Fraction value);

  Scalars* scalars_;
  std::vector<Variable> variables_;
  std::vector<std::size_t> ruled_;  ///< variables with a rule, each before those that occur in its radicand
  std::unordered_map<ScalarId, std::size_t> index_;
  PolynomialRing ring_;
  std::unordered_map<ScalarId, std::optional<Fraction>> known_;
};

}  // namespace freepencil
