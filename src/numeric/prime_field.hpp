// SPDX-License-Identifier: GPL-3.0-or-later
// The field of p = 2^61 - 259 elements: exact arithmetic in which two different rational functions of degree k agree at
// a random point with probability below k / p (Schwartz 1980, Zippel 1979).
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>

#include "numeric/scalar_traits.hpp"

namespace freepencil {

class PrimeField {
 public:
  /// Congruent to 5 modulo 8, so that -1 is a square and square roots have a closed form.
  static constexpr std::uint64_t modulus = (std::uint64_t{1} << 61) - 259;

  constexpr PrimeField() = default;
  constexpr PrimeField(std::int64_t value)
      : value_(value >= 0 ? static_cast<std::uint64_t>(value) % modulus
                          : modulus - 1 - static_cast<std::uint64_t>(-(value + 1)) % modulus) {}

  [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

  friend constexpr PrimeField operator+(PrimeField a, PrimeField b) {
    const std::uint64_t sum = a.value_ + b.value_;
    return raw(sum >= modulus ? sum - modulus : sum);
  }
  friend constexpr PrimeField operator-(PrimeField a, PrimeField b) {
    return raw(a.value_ >= b.value_ ? a.value_ - b.value_ : a.value_ + modulus - b.value_);
  }
  friend constexpr PrimeField operator-(PrimeField a) { return PrimeField() - a; }
  friend constexpr PrimeField operator*(PrimeField a, PrimeField b) {
    // 2^61 = 259 modulo p, twice.
    const Wide product = static_cast<Wide>(a.value_) * b.value_;
    constexpr std::uint64_t mask = (std::uint64_t{1} << 61) - 1;
    const Wide once = (product & mask) + (product >> 61) * 259;
    const std::uint64_t twice = static_cast<std::uint64_t>(once & mask) + static_cast<std::uint64_t>(once >> 61) * 259;
    return raw(twice >= modulus ? twice - modulus : twice);  // below 2^61 + 260 * 259
  }
  friend PrimeField operator/(PrimeField a, PrimeField b) { return a * b.inverse(); }
  PrimeField& operator+=(PrimeField other) { return *this = *this + other; }
  PrimeField& operator-=(PrimeField other) { return *this = *this - other; }
  PrimeField& operator*=(PrimeField other) { return *this = *this * other; }
  friend constexpr bool operator==(PrimeField, PrimeField) = default;

  [[nodiscard]] PrimeField power(std::uint64_t exponent) const;
  /// Throws std::domain_error at zero.
  [[nodiscard]] PrimeField inverse() const;
  /// One of the two square roots, if there is one.
  [[nodiscard]] std::optional<PrimeField> square_root() const;
  static PrimeField imaginary_unit();

 private:
  __extension__ using Wide = unsigned __int128;

  static constexpr PrimeField raw(std::uint64_t value) {
    PrimeField element;
    element.value_ = value;
    return element;
  }
  std::uint64_t value_ = 0;
};

/// A draw has no value (a division by zero, a root of a non-square): draw again.
struct UnluckyDraw : std::domain_error {
  using std::domain_error::domain_error;
};

/// Square roots are those of squares, and throw UnluckyDraw elsewhere. Other irrational functions have no counterpart:
/// they are taken for independent of their arguments, so that identities which need more than that are not seen.
template <>
struct ScalarTraits<PrimeField> {
  static PrimeField from(const Rational& value);
  class Power {
   public:
    explicit Power(const Rational& exponent);
    PrimeField operator()(PrimeField x) const;

   private:
    int roots_ = 0;  ///< the denominator is 2^roots_ * odd_
    std::uint64_t odd_ = 1;
    long count_ = 0;
  };
  static PrimeField power(PrimeField base, PrimeField exponent);
  static PrimeField exp(PrimeField x);
  static PrimeField log(PrimeField x);
  static PrimeField imaginary_unit() { return PrimeField::imaginary_unit(); }
};

}  // namespace freepencil
