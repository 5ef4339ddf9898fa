// SPDX-License-Identifier: GPL-3.0-or-later
#include "numeric/polynomial.hpp"

#include <flint/fmpq_mpoly.h>
#include <flint/fmpq_mpoly_factor.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace freepencil {
namespace {

/// FLINT's rational number for the length of a scope.
class Quotient {
 public:
  Quotient() { fmpq_init(value_); }
  explicit Quotient(const Rational& value) : Quotient() { fmpq_set_mpq(value_, value.backend().data()); }
  Quotient(const Quotient&) = delete;
  Quotient& operator=(const Quotient&) = delete;
  ~Quotient() { fmpq_clear(value_); }

  [[nodiscard]] fmpq* get() { return value_; }
  [[nodiscard]] Rational rational() const {
    Rational result;
    fmpq_get_mpq(result.backend().data(), value_);
    return result;
  }

 private:
  fmpq_t value_;
};

void expect(bool success) {
  if (!success) throw std::length_error("a polynomial outgrew its representation");
}

}  // namespace

struct Polynomial::Ring {
  explicit Ring(std::size_t variables) { fmpq_mpoly_ctx_init(context, static_cast<slong>(variables), ORD_DEGLEX); }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  ~Ring() { fmpq_mpoly_ctx_clear(const_cast<fmpq_mpoly_ctx_struct*>(context)); }

  [[nodiscard]] std::size_t variables() const { return static_cast<std::size_t>(fmpq_mpoly_ctx_nvars(context)); }

  fmpq_mpoly_ctx_t context;
};

struct Polynomial::Data {
  explicit Data(const Ring& ring) : context(ring.context) { fmpq_mpoly_init(value, context); }
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;
  ~Data() { fmpq_mpoly_clear(value, context); }

  const fmpq_mpoly_ctx_struct* context;
  fmpq_mpoly_t value;
};

Polynomial::Polynomial(std::shared_ptr<const Ring> ring)
    : ring_(std::move(ring)), data_(std::make_unique<Data>(*ring_)) {}
Polynomial::Polynomial(const Polynomial& other) : Polynomial(other.ring_) {
  fmpq_mpoly_set(data_->value, other.data_->value, ring_->context);
}
Polynomial::Polynomial(Polynomial&& other) noexcept = default;
Polynomial& Polynomial::operator=(const Polynomial& other) { return *this = Polynomial(other); }
Polynomial& Polynomial::operator=(Polynomial&& other) noexcept {
  data_ = std::move(other.data_);  // the old data point to the context of the old ring: they go first
  ring_ = std::move(other.ring_);
  return *this;
}
Polynomial::~Polynomial() = default;

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  Polynomial result(a.ring_);
  fmpq_mpoly_add(result.data_->value, a.data_->value, b.data_->value, a.ring_->context);
  return result;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) {
  Polynomial result(a.ring_);
  fmpq_mpoly_sub(result.data_->value, a.data_->value, b.data_->value, a.ring_->context);
  return result;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial result(a.ring_);
  fmpq_mpoly_mul(result.data_->value, a.data_->value, b.data_->value, a.ring_->context);
  return result;
}

Polynomial operator*(const Rational& a, const Polynomial& b) {
  Polynomial result(b.ring_);
  fmpq_mpoly_scalar_mul_fmpq(result.data_->value, b.data_->value, Quotient(a).get(), b.ring_->context);
  return result;
}

bool operator==(const Polynomial& a, const Polynomial& b) {
  return fmpq_mpoly_equal(a.data_->value, b.data_->value, a.ring_->context) != 0;
}

bool operator<(const Polynomial& a, const Polynomial& b) {
  if (a.total_degree() != b.total_degree()) return a.total_degree() < b.total_degree();
  if (a.term_count() != b.term_count()) return a.term_count() < b.term_count();
  const auto left = a.terms(), right = b.terms();
  for (std::size_t k = 0; k < left.size(); ++k) {
    if (left[k].exponents != right[k].exponents) return left[k].exponents > right[k].exponents;
    if (left[k].coefficient != right[k].coefficient) return left[k].coefficient < right[k].coefficient;
  }
  return false;
}

Polynomial Polynomial::power(std::uint64_t exponent) const {
  Polynomial result(ring_);
  expect(fmpq_mpoly_pow_ui(result.data_->value, data_->value, exponent, ring_->context) != 0);
  return result;
}

std::optional<Polynomial> Polynomial::divided_by(const Polynomial& divisor) const {
  Polynomial result(ring_);
  if (fmpq_mpoly_divides(result.data_->value, data_->value, divisor.data_->value, ring_->context) == 0) {
    return std::nullopt;
  }
  return result;
}

Polynomial Polynomial::coefficient(std::size_t variable, std::uint64_t exponent) const {
  Polynomial result(ring_);
  const auto index = static_cast<slong>(variable);
  const ulong power = exponent;
  fmpq_mpoly_get_coeff_vars_ui(result.data_->value, data_->value, &index, &power, 1, ring_->context);
  return result;
}

Polynomial Polynomial::derivative(std::size_t variable) const {
  Polynomial result(ring_);
  fmpq_mpoly_derivative(result.data_->value, data_->value, static_cast<slong>(variable), ring_->context);
  return result;
}

Polynomial Polynomial::primitive() const {
  Polynomial result = *this;
  if (is_zero()) return result;
  // FLINT keeps a polynomial as a rational content times a primitive one with positive leading coefficient.
  fmpq_one(result.data_->value->content);
  return result;
}

bool Polynomial::is_zero() const { return fmpq_mpoly_is_zero(data_->value, ring_->context) != 0; }

bool Polynomial::is_constant() const { return fmpq_mpoly_is_fmpq(data_->value, ring_->context) != 0; }

std::size_t Polynomial::term_count() const {
  return static_cast<std::size_t>(fmpq_mpoly_length(data_->value, ring_->context));
}

std::vector<Polynomial::Term> Polynomial::terms() const {
  std::vector<Term> result(term_count());
  std::vector<ulong> exponents(ring_->variables());
  Quotient coefficient;
  for (std::size_t k = 0; k < result.size(); ++k) {
    const auto at = static_cast<slong>(k);
    fmpq_mpoly_get_term_coeff_fmpq(coefficient.get(), data_->value, at, ring_->context);
    fmpq_mpoly_get_term_exp_ui(exponents.data(), data_->value, at, ring_->context);
    result[k] = {coefficient.rational(), {exponents.begin(), exponents.end()}};
  }
  return result;
}

Rational Polynomial::leading_coefficient() const {
  if (is_zero()) return 0;
  Quotient coefficient;
  fmpq_mpoly_get_term_coeff_fmpq(coefficient.get(), data_->value, 0, ring_->context);
  return coefficient.rational();
}

std::uint64_t Polynomial::degree(std::size_t variable) const {
  return static_cast<std::uint64_t>(
      std::max(slong{0}, fmpq_mpoly_degree_si(data_->value, static_cast<slong>(variable), ring_->context)));
}

std::uint64_t Polynomial::total_degree() const {
  return static_cast<std::uint64_t>(std::max(slong{0}, fmpq_mpoly_total_degree_si(data_->value, ring_->context)));
}

Polynomial gcd(const Polynomial& a, const Polynomial& b) {
  Polynomial result(a.ring_);
  expect(fmpq_mpoly_gcd(result.data_->value, a.data_->value, b.data_->value, a.ring_->context) != 0);
  return result.primitive();
}

/// Linear in a variable with a constant coefficient: most denominators are, and factoring is far dearer than this look.
static bool is_plainly_irreducible(const Polynomial& a) {
  const std::vector<Polynomial::Term> terms = a.terms();
  for (std::size_t variable = 0; variable < terms.front().exponents.size(); ++variable) {
    const Polynomial::Term* only = nullptr;
    bool once = true;
    for (const auto& term : terms) {
      if (term.exponents[variable] == 0) continue;
      once = once && only == nullptr;
      only = &term;
    }
    if (!once || only == nullptr) continue;
    const auto& exponents = only->exponents;
    if (std::accumulate(exponents.begin(), exponents.end(), std::uint64_t{0}) == 1) return true;
  }
  return false;
}

Polynomial::Factorization factor(const Polynomial& a) {
  Polynomial::Factorization result{a.leading_coefficient(), {}};
  if (a.is_constant()) return result;
  if (is_plainly_irreducible(a)) {
    result.factors.emplace_back(a.primitive(), 1);
    result.constant /= result.factors[0].first.leading_coefficient();
    return result;
  }
  fmpq_mpoly_factor_t found;
  fmpq_mpoly_factor_init(found, a.ring_->context);
  const bool success = fmpq_mpoly_factor(found, a.data_->value, a.ring_->context) != 0;
  for (slong k = 0; success && k < found->num; ++k) {
    Polynomial base(a.ring_);
    fmpq_mpoly_swap(base.data_->value, found->poly + k, a.ring_->context);
    result.factors.emplace_back(base.primitive(), fmpz_get_ui(found->exp + k));
  }
  fmpq_mpoly_factor_clear(found, a.ring_->context);
  expect(success);
  std::sort(result.factors.begin(), result.factors.end());
  // Leading terms multiply: what the primitive factors leave of the leading coefficient is the constant.
  for (const auto& [base, multiplicity] : result.factors) {
    result.constant /= *freepencil::power(base.leading_coefficient(), Integer(multiplicity));
  }
  return result;
}

Polynomial resultant(const Polynomial& a, const Polynomial& b, std::size_t variable) {
  Polynomial result(a.ring_);
  expect(fmpq_mpoly_resultant(result.data_->value, a.data_->value, b.data_->value, static_cast<slong>(variable),
                              a.ring_->context) != 0);
  return result;
}

PolynomialRing::PolynomialRing(std::size_t variables) : ring_(std::make_shared<Polynomial::Ring>(variables)) {}

std::size_t PolynomialRing::variables() const { return ring_->variables(); }

Polynomial PolynomialRing::constant(const Rational& value) const {
  Polynomial result(ring_);
  fmpq_mpoly_set_fmpq(result.data_->value, Quotient(value).get(), ring_->context);
  return result;
}

Polynomial PolynomialRing::monomial(std::size_t variable, std::uint64_t exponent) const {
  std::vector<std::uint64_t> exponents(variables());
  exponents.at(variable) = exponent;
  return from_terms({{1, std::move(exponents)}});
}

Polynomial PolynomialRing::from_terms(const std::vector<Polynomial::Term>& terms) const {
  Polynomial result(ring_);
  for (const auto& [coefficient, exponents] : terms) {
    const std::vector<ulong> packed(exponents.begin(), exponents.end());
    fmpq_mpoly_push_term_fmpq_ui(result.data_->value, Quotient(coefficient).get(), packed.data(), ring_->context);
  }
  fmpq_mpoly_sort_terms(result.data_->value, ring_->context);
  fmpq_mpoly_combine_like_terms(result.data_->value, ring_->context);
  return result;
}

}  // namespace freepencil
