// SPDX-License-Identifier: GPL-3.0-or-later
// Polynomials in several variables with rational coefficients: exact, and the same at every run and in every thread.
// The algorithms are FLINT's (https://flintlib.org); its headers are seen by polynomial.cpp alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "numeric/exact.hpp"

namespace freepencil {

class PolynomialRing;

/// An element of a ring: operands of one operation belong to one ring. Terms are ordered by degree, then
/// lexicographically with variable 0 first.
class Polynomial {
 public:
  struct Term {
    Rational coefficient;
    std::vector<std::uint64_t> exponents;  ///< by variable
    friend bool operator==(const Term&, const Term&) = default;
  };
  struct Factorization;

  Polynomial(const Polynomial& other);
  Polynomial(Polynomial&& other) noexcept;
  Polynomial& operator=(const Polynomial& other);
  Polynomial& operator=(Polynomial&& other) noexcept;
  ~Polynomial();

  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Rational& a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b);
  /// A total order that depends on the values alone: by degree, number of terms, then term by term.
  friend bool operator<(const Polynomial& a, const Polynomial& b);

  [[nodiscard]] Polynomial power(std::uint64_t exponent) const;
  /// The quotient where `divisor`, not zero, divides without remainder.
  [[nodiscard]] std::optional<Polynomial> divided_by(const Polynomial& divisor) const;
  /// The coefficient of variable^exponent: a polynomial in the others.
  [[nodiscard]] Polynomial coefficient(std::size_t variable, std::uint64_t exponent) const;
  [[nodiscard]] Polynomial derivative(std::size_t variable) const;
  /// Integer coefficients without common divisor, the leading one positive; zero stays zero.
  [[nodiscard]] Polynomial primitive() const;

  [[nodiscard]] bool is_zero() const;
  [[nodiscard]] bool is_constant() const;
  [[nodiscard]] std::size_t term_count() const;
  [[nodiscard]] std::vector<Term> terms() const;
  [[nodiscard]] Rational leading_coefficient() const;  ///< of zero: 0
  [[nodiscard]] std::uint64_t degree(std::size_t variable) const;
  [[nodiscard]] std::uint64_t total_degree() const;

  /// Greatest common divisor, primitive.
  friend Polynomial gcd(const Polynomial& a, const Polynomial& b);
  /// Irreducible factors over the rationals.
  friend Factorization factor(const Polynomial& a);
  /// Eliminates `variable`: vanishes where both do for a common value of it. Of a polynomial without it: a power of it.
  friend Polynomial resultant(const Polynomial& a, const Polynomial& b, std::size_t variable);

 private:
  friend class PolynomialRing;
  struct Ring;
  struct Data;
  explicit Polynomial(std::shared_ptr<const Ring> ring);

  std::shared_ptr<const Ring> ring_;
  std::unique_ptr<Data> data_;
};

/// constant * product of polynomial^multiplicity: the polynomials primitive, irreducible, different and in order.
struct Polynomial::Factorization {
  Rational constant;
  std::vector<std::pair<Polynomial, std::uint64_t>> factors;
};

Polynomial gcd(const Polynomial& a, const Polynomial& b);
Polynomial::Factorization factor(const Polynomial& a);
Polynomial resultant(const Polynomial& a, const Polynomial& b, std::size_t variable);

/// Q[x_0 .. x_{variables - 1}].
class PolynomialRing {
 public:
  explicit PolynomialRing(std::size_t variables);

  [[nodiscard]] std::size_t variables() const;
  [[nodiscard]] Polynomial constant(const Rational& value) const;
  [[nodiscard]] Polynomial monomial(std::size_t variable, std::uint64_t exponent = 1) const;
  [[nodiscard]] Polynomial from_terms(const std::vector<Polynomial::Term>& terms) const;

 private:
  std::shared_ptr<const Polynomial::Ring> ring_;
};

}  // namespace freepencil
