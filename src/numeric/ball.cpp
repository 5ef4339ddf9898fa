// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/ball.hpp"

#include <acb.h>
#include <arb.h>

#include <new>

namespace freepencil {

struct Ball::Access {
  static arb_ptr of(Ball& x) { return reinterpret_cast<arb_ptr>(x.representation_); }
  static arb_srcptr of(const Ball& x) { return reinterpret_cast<arb_srcptr>(x.representation_); }
  static_assert(sizeof(arb_struct) == representation_size && alignof(arb_struct) <= 8);
};

namespace {

/// Bits for the current precision of this thread.
slong bits() { return static_cast<slong>(WorkingPrecision::digits() * 3.3219280948873626) + 4; }

void set_exactly(arf_t target, const Multi& value) { arf_set_mpfr(target, value.backend().data()); }

Multi rounded(const arf_t value, mpfr_rnd_t direction) {
  Multi result;
  arf_get_mpfr(result.backend().data(), value, direction);
  return result;
}

/// acb_t over copies of the two parts.
class Complex {
 public:
  Complex(arb_srcptr real, arb_srcptr imaginary) {
    acb_init(value_);
    arb_set(acb_realref(value_), real);
    arb_set(acb_imagref(value_), imaginary);
  }
  Complex() { acb_init(value_); }
  ~Complex() { acb_clear(value_); }
  Complex(const Complex&) = delete;
  Complex& operator=(const Complex&) = delete;
  acb_ptr get() { return value_; }

 private:
  acb_t value_;
};

void set_rational(arb_ptr target, const Rational& value) {
  fmpq_t exact;
  fmpq_init(exact);
  fmpq_set_mpq(exact, value.backend().data());
  arb_set_fmpq(target, exact, bits());
  fmpq_clear(exact);
}

}  // namespace

Ball::Ball() { arb_init(Access::of(*this)); }
Ball::Ball(int exact) : Ball() { arb_set_si(Access::of(*this), exact); }
Ball::Ball(double exact) : Ball() { arb_set_d(Access::of(*this), exact); }
Ball::Ball(const Multi& exact) : Ball() { set_exactly(arb_midref(Access::of(*this)), exact); }
Ball::Ball(const Rational& value) : Ball() { set_rational(Access::of(*this), value); }
Ball::Ball(const Ball& other) : Ball() { arb_set(Access::of(*this), Access::of(other)); }
Ball::Ball(Ball&& other) noexcept : Ball() { arb_swap(Access::of(*this), Access::of(other)); }
Ball::~Ball() { arb_clear(Access::of(*this)); }
Ball& Ball::operator=(const Ball& other) {
  arb_set(Access::of(*this), Access::of(other));
  return *this;
}
Ball& Ball::operator=(Ball&& other) noexcept {
  arb_swap(Access::of(*this), Access::of(other));
  return *this;
}

Ball Ball::between(const Multi& lower, const Multi& upper) {
  Ball result;
  arf_t a, b;
  arf_init(a), arf_init(b);
  set_exactly(a, lower), set_exactly(b, upper);
  arb_set_interval_arf(Access::of(result), a, b, bits());
  arf_clear(a), arf_clear(b);
  return result;
}

Ball& Ball::operator+=(const Ball& other) {
  arb_add(Access::of(*this), Access::of(*this), Access::of(other), bits());
  return *this;
}
Ball& Ball::operator-=(const Ball& other) {
  arb_sub(Access::of(*this), Access::of(*this), Access::of(other), bits());
  return *this;
}
Ball& Ball::operator*=(const Ball& other) {
  arb_mul(Access::of(*this), Access::of(*this), Access::of(other), bits());
  return *this;
}
Ball& Ball::operator/=(const Ball& other) {
  arb_div(Access::of(*this), Access::of(*this), Access::of(other), bits());
  return *this;
}
void Ball::add_product(const Ball& a, const Ball& b) {
  arb_addmul(Access::of(*this), Access::of(a), Access::of(b), bits());
}
void Ball::subtract_product(const Ball& a, const Ball& b) {
  arb_submul(Access::of(*this), Access::of(a), Access::of(b), bits());
}
Ball operator+(const Ball& a, const Ball& b) {
  Ball result;
  arb_add(Ball::Access::of(result), Ball::Access::of(a), Ball::Access::of(b), bits());
  return result;
}
Ball operator-(const Ball& a, const Ball& b) {
  Ball result;
  arb_sub(Ball::Access::of(result), Ball::Access::of(a), Ball::Access::of(b), bits());
  return result;
}
Ball operator*(const Ball& a, const Ball& b) {
  Ball result;
  arb_mul(Ball::Access::of(result), Ball::Access::of(a), Ball::Access::of(b), bits());
  return result;
}
Ball operator/(const Ball& a, const Ball& b) {
  Ball result;
  arb_div(Ball::Access::of(result), Ball::Access::of(a), Ball::Access::of(b), bits());
  return result;
}
Ball operator-(const Ball& a) {
  Ball result;
  arb_neg(Ball::Access::of(result), Ball::Access::of(a));
  return result;
}
bool operator==(const Ball& a, const Ball& b) { return arb_equal(Ball::Access::of(a), Ball::Access::of(b)) != 0; }

Ball::operator double() const { return arf_get_d(arb_midref(Access::of(*this)), ARF_RND_NEAR); }
Multi Ball::middle() const { return rounded(arb_midref(Access::of(*this)), MPFR_RNDN); }

Multi Ball::radius() const {
  arf_t bound;
  arf_init(bound);
  arf_set_mag(bound, arb_radref(Access::of(*this)));
  Multi result = rounded(bound, MPFR_RNDU);
  arf_clear(bound);
  return result;
}
Multi Ball::largest_magnitude() const {
  arf_t bound;
  arf_init(bound);
  arb_get_abs_ubound_arf(bound, Access::of(*this), bits());
  Multi result = rounded(bound, MPFR_RNDU);
  arf_clear(bound);
  return result;
}
Multi Ball::lower() const {
  arf_t bound;
  arf_init(bound);
  arb_get_lbound_arf(bound, Access::of(*this), bits());
  Multi result = rounded(bound, MPFR_RNDD);
  arf_clear(bound);
  return result;
}
Multi Ball::upper() const {
  arf_t bound;
  arf_init(bound);
  arb_get_ubound_arf(bound, Access::of(*this), bits());
  Multi result = rounded(bound, MPFR_RNDU);
  arf_clear(bound);
  return result;
}

bool Ball::is_finite() const { return arb_is_finite(Access::of(*this)) != 0; }
bool Ball::contains_zero() const { return arb_contains_zero(Access::of(*this)) != 0; }
bool Ball::contains(const Ball& other) const { return arb_contains(Access::of(*this), Access::of(other)) != 0; }
bool Ball::contains_in_interior(const Ball& other) const {
  return arb_contains_interior(Access::of(*this), Access::of(other)) != 0;
}
std::optional<Ball> Ball::intersection(const Ball& other) const {
  Ball result;
  if (arb_intersection(Access::of(result), Access::of(*this), Access::of(other), bits()) == 0) return std::nullopt;
  return result;
}
Ball Ball::centre() const {
  Ball result;
  arb_get_mid_arb(Access::of(result), Access::of(*this));
  return result;
}
Ball Ball::widened(const Ball& radius) const {
  Ball result = *this;
  arb_add_error(Access::of(result), Access::of(radius));
  return result;
}

Ball abs(const Ball& a) {
  Ball result;
  arb_abs(Ball::Access::of(result), Ball::Access::of(a));
  return result;
}
Ball sqrt(const Ball& a) {
  Ball result;
  arb_sqrt(Ball::Access::of(result), Ball::Access::of(a), bits());
  return result;
}
Ball exp(const Ball& a) {
  Ball result;
  arb_exp(Ball::Access::of(result), Ball::Access::of(a), bits());
  return result;
}
Ball log(const Ball& a) {
  Ball result;
  arb_log(Ball::Access::of(result), Ball::Access::of(a), bits());
  return result;
}
Ball pow(const Ball& base, const Ball& exponent) {
  Ball result;
  arb_pow(Ball::Access::of(result), Ball::Access::of(base), Ball::Access::of(exponent), bits());
  return result;
}
Ball pow(const Ball& base, const Rational& exponent) {
  Ball result;
  fmpq_t exact;
  fmpq_init(exact);
  fmpq_set_mpq(exact, exponent.backend().data());
  arb_pow_fmpq(Ball::Access::of(result), Ball::Access::of(base), exact, bits());
  fmpq_clear(exact);
  return result;
}

namespace {

template <class Function>
std::complex<Ball> apply(const std::complex<Ball>& x, Function function) {
  Complex argument(Ball::Access::of(x.real()), Ball::Access::of(x.imag())), value;
  function(value.get(), argument.get());
  Ball real, imaginary;
  arb_swap(Ball::Access::of(real), acb_realref(value.get()));
  arb_swap(Ball::Access::of(imaginary), acb_imagref(value.get()));
  return {std::move(real), std::move(imaginary)};
}

}  // namespace

std::complex<Ball> sqrt(const std::complex<Ball>& a) {
  return apply(a, [](acb_ptr y, acb_srcptr x) { acb_sqrt(y, x, bits()); });
}
std::complex<Ball> exp(const std::complex<Ball>& a) {
  return apply(a, [](acb_ptr y, acb_srcptr x) { acb_exp(y, x, bits()); });
}
std::complex<Ball> log(const std::complex<Ball>& a) {
  return apply(a, [](acb_ptr y, acb_srcptr x) { acb_log(y, x, bits()); });
}
std::complex<Ball> pow(const std::complex<Ball>& base, const std::complex<Ball>& exponent) {
  Complex power(Ball::Access::of(exponent.real()), Ball::Access::of(exponent.imag()));
  return apply(base, [&](acb_ptr y, acb_srcptr x) { acb_pow(y, x, power.get(), bits()); });
}
std::complex<Ball> pow(const std::complex<Ball>& base, const Rational& exponent) {
  if (denominator(exponent) == 1) {
    fmpz_t n;
    fmpz_init(n);
    fmpz_set_mpz(n, Integer(numerator(exponent)).backend().data());
    auto result = apply(base, [&](acb_ptr y, acb_srcptr x) { acb_pow_fmpz(y, x, n, bits()); });
    fmpz_clear(n);
    return result;
  }
  if (denominator(exponent) == 2) return pow(sqrt(base), Rational(numerator(exponent)));
  return pow(base, std::complex<Ball>(Ball(exponent)));
}

bool same_number(const Ball& a, const Ball& b) { return a == b && arb_is_exact(Ball::Access::of(a)) != 0; }

Multi pivot_size(const Ball& x) { return x.contains_zero() ? Multi(0) : Multi(abs(x.middle())); }
Multi pivot_size(const std::complex<Ball>& x) {
  if (x.real().contains_zero() && x.imag().contains_zero()) return Multi(0);
  return abs(x.real().middle()) + abs(x.imag().middle());
}

}  // namespace freepencil
