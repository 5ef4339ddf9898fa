// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/rational_function.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include "expr/structure.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;
using Powers = std::vector<std::pair<Polynomial, std::uint64_t>>;

constexpr std::uint64_t max_terms = 20'000;  ///< of a polynomial: beyond it nobody reads the result

void expect_size(bool fits) {
  if (!fits) throw std::length_error("a polynomial has too many terms");
}

Polynomial times(const Polynomial& a, const Polynomial& b) {
  expect_size(a.term_count() * b.term_count() <= 50 * max_terms);
  return a * b;
}

/// How often a base occurs in an expression, in which fractions of a power.
struct Found {
  unsigned root = 1;
  bool radical = false;  ///< a root of what is itself an expression
};

void note(std::map<ScalarId, Found>& found, ScalarId base, const Rational& exponent, bool radical) {
  Found& entry = found[base];
  const Integer root = lcm(Integer(entry.root), denominator(exponent));
  expect_size(root <= 1'000'000);
  entry.root = static_cast<unsigned>(root);
  entry.radical = entry.radical || radical;
}

void collect(const Scalars& scalars, ScalarId id, std::map<ScalarId, Found>& found,
             std::unordered_map<ScalarId, bool>& seen) {
  if (!seen.emplace(id, true).second) return;
  const ScalarNode& node = scalars[id];
  if (node.kind == Kind::Number) return;
  if (node.kind != Kind::Sum && node.kind != Kind::Product) return note(found, id, 1, false);
  for (const auto& [number, child] : node.terms) {
    const Kind kind = scalars[child].kind;
    const bool compound = kind == Kind::Number || kind == Kind::Sum || kind == Kind::Product;
    if (node.kind == Kind::Product && (!compound || denominator(number) != 1)) note(found, child, number, compound);
    if (compound) collect(scalars, child, found, seen);
    if (node.kind == Kind::Sum && !compound) note(found, child, 1, false);
  }
}

/// Cancels what divides the numerator and puts the denominators in order.
Fraction lowest_terms(Polynomial numerator, Powers denominator) {
  if (numerator.is_zero()) return {std::move(numerator), {}};
  for (auto& [base, power] : denominator) {
    while (power > 0) {
      auto quotient = numerator.divided_by(base);
      if (!quotient) break;
      numerator = std::move(*quotient);
      --power;
    }
  }
  std::erase_if(denominator, [](const auto& entry) { return entry.second == 0; });
  std::sort(denominator.begin(), denominator.end());
  return {std::move(numerator), std::move(denominator)};
}

void multiply_in(Powers& product, const Polynomial& base, std::uint64_t power) {
  const auto at = std::find_if(product.begin(), product.end(), [&](const auto& entry) { return entry.first == base; });
  if (at == product.end()) {
    product.emplace_back(base, power);
  } else {
    at->second += power;
  }
}

/// Multiplies polynomial^power to a product of irreducible ones; the constant is returned.
Rational factor_in(Powers& product, const Polynomial& polynomial, std::uint64_t power) {
  const auto [constant, factors] = factor(polynomial);
  for (const auto& [base, multiplicity] : factors) multiply_in(product, base, multiplicity * power);
  return *freepencil::power(constant, Integer(power));
}

/// base^exponent, if it is of a size that somebody could want.
Polynomial bounded_power(const Polynomial& base, std::uint64_t exponent) {
  if (base.term_count() > 1) {
    double terms = 1;  // how many ways there are to choose `exponent` terms, repetition allowed
    for (std::size_t k = 1; k < base.term_count() && terms < 1e9; ++k) {
      terms *= (static_cast<double>(exponent) + static_cast<double>(k)) / static_cast<double>(k);
    }
    expect_size(terms <= static_cast<double>(max_terms));
  }
  return base.power(exponent);
}

Polynomial expanded(const PolynomialRing& ring, const Powers& powers) {
  Polynomial product = ring.constant(1);
  for (const auto& [base, power] : powers) product = times(product, bounded_power(base, power));
  return product;
}

Fraction add(const PolynomialRing& ring, const Fraction& a, const Fraction& b) {
  if (a.denominator.empty() && b.denominator.empty()) return {a.numerator + b.numerator, {}};
  Powers common = a.denominator, lacking_a, lacking_b;
  for (const auto& [base, power] : b.denominator) {
    const auto at = std::find_if(common.begin(), common.end(), [&](const auto& entry) { return entry.first == base; });
    const std::uint64_t present = at == common.end() ? 0 : at->second;
    if (power <= present) continue;
    lacking_a.emplace_back(base, power - present);
    multiply_in(common, base, power - present);
  }
  for (const auto& [base, power] : common) {
    const auto at = std::find_if(b.denominator.begin(), b.denominator.end(),
                                 [&](const auto& entry) { return entry.first == base; });
    const std::uint64_t present = at == b.denominator.end() ? 0 : at->second;
    if (power > present) lacking_b.emplace_back(base, power - present);
  }
  return {times(a.numerator, expanded(ring, lacking_a)) + times(b.numerator, expanded(ring, lacking_b)), common};
}

}  // namespace

RationalFunctions::RationalFunctions(Scalars& scalars, std::span<const ScalarId> expressions)
    : scalars_(&scalars), ring_(0) {
  std::map<ScalarId, Found> found;
  std::unordered_map<ScalarId, bool> seen;
  for (const ScalarId id : expressions) collect(scalars, id, found, seen);

  using Key = std::tuple<bool, Kind, std::uint32_t, std::string>;
  std::vector<std::pair<Key, ScalarId>> order;
  for (const auto& entry : found) {
    const ScalarNode& node = scalars[entry.first];
    const bool leaf = node.terms.empty() && node.kind != Kind::Number;
    order.push_back({{!leaf, node.kind, node.index, leaf ? "" : structure(scalars, entry.first)}, entry.first});
  }
  std::sort(order.begin(), order.end());
  for (const auto& [key, base] : order) {
    const Found& entry = found[base];
    Variable variable{.base = base, .root = entry.root};
    if (entry.radical) {
      variable.rule = entry.root;
      variable.radicand = base;
    } else if (scalars[base].kind == Kind::ImaginaryUnit) {
      variable.rule = 2 * entry.root;
      variable.radicand = scalars.number(-1);
    }
    index_.emplace(base, variables_.size());
    if (variable.rule != 0) ruled_.push_back(variables_.size());
    variables_.push_back(variable);
  }
  std::stable_sort(ruled_.begin(), ruled_.end(), [&](std::size_t a, std::size_t b) {
    return scalars.depth(variables_[a].radicand) > scalars.depth(variables_[b].radicand);
  });
  ring_ = PolynomialRing(variables_.size());
}

std::optional<std::size_t> RationalFunctions::find(ScalarId base) const {
  const auto at = index_.find(base);
  return at == index_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<Fraction> RationalFunctions::fraction(ScalarId id) {
  const auto value = convert(id);
  return value ? reduced(*value) : std::nullopt;
}

std::optional<Fraction> RationalFunctions::convert(ScalarId id) {
  if (const auto at = known_.find(id); at != known_.end()) return at->second;
  const ScalarNode node = (*scalars_)[id];
  std::optional<Fraction> value;
  if (node.kind == Kind::Number) {
    value = Fraction{ring_.constant(node.value), {}};
  } else if (node.kind == Kind::Sum) {
    value = convert_sum(node);
  } else if (node.kind == Kind::Product) {
    value = convert_product(node);
  } else {
    value = variable_power(index_.at(id), 1);
  }
  known_.emplace(id, value);
  return value;
}

std::optional<Fraction> RationalFunctions::convert_sum(const ScalarNode& node) {
  Fraction total{ring_.constant(node.value), {}};
  for (const auto& [coefficient, child] : node.terms) {
    auto term = convert(child);
    if (!term) return std::nullopt;
    term->numerator = coefficient * term->numerator;
    total = add(ring_, total, *term);
  }
  return lowest_terms(std::move(total.numerator), std::move(total.denominator));
}

std::optional<Fraction> RationalFunctions::convert_product(const ScalarNode& node) {
  Fraction total{ring_.constant(1), {}};
  for (const auto& [exponent, child] : node.terms) {
    std::optional<Fraction> factor;
    if (const auto variable = find(child); variable && (denominator(exponent) != 1 || !variables_[*variable].rule ||
                                                        (*scalars_)[child].kind == Kind::ImaginaryUnit)) {
      factor = variable_power(*variable, exponent);
    } else {
      factor = convert(child);
      if (factor && exponent < 0) factor = inverse(*factor);
      if (!factor) return std::nullopt;
      const Integer count = abs(numerator(exponent));
      expect_size(count <= 1'000'000);
      const auto power = static_cast<std::uint64_t>(count);
      factor->numerator = bounded_power(factor->numerator, power);
      for (auto& entry : factor->denominator) entry.second *= power;
    }
    total.numerator = times(total.numerator, factor->numerator);
    for (const auto& [base, power] : factor->denominator) multiply_in(total.denominator, base, power);
  }
  return lowest_terms(std::move(total.numerator), std::move(total.denominator));
}

Fraction RationalFunctions::variable_power(std::size_t variable, const Rational& exponent) const {
  const Integer count = numerator(exponent * variables_[variable].root);
  expect_size(abs(count) <= 1'000'000);
  const auto power = static_cast<std::uint64_t>(abs(count));
  if (count > 0) return {ring_.monomial(variable, power), {}};
  return {ring_.constant(1), {{ring_.monomial(variable), power}}};
}

std::optional<Fraction> RationalFunctions::inverse(const Fraction& value) {
  const auto plain = reduced(value);
  if (!plain || plain->numerator.is_zero()) return std::nullopt;
  Powers denominator;
  const Rational constant = factor_in(denominator, plain->numerator, 1);
  return Fraction{(1 / constant) * expanded(ring_, plain->denominator), std::move(denominator)};
}

std::optional<Polynomial> RationalFunctions::reduce(Polynomial polynomial, Polynomial& divisor) {
  for (const std::size_t variable : ruled_) {
    const std::uint64_t rule = variables_[variable].rule, degree = polynomial.degree(variable);
    if (degree < rule) continue;
    const auto radicand = convert(variables_[variable].radicand);
    if (!radicand) return std::nullopt;
    const Polynomial below = expanded(ring_, radicand->denominator);
    const std::uint64_t turns = degree / rule;
    Polynomial sum = ring_.constant(0);
    for (std::uint64_t k = 0; k <= degree; ++k) {
      const Polynomial coefficient = polynomial.coefficient(variable, k);
      if (coefficient.is_zero()) continue;
      const Polynomial replaced =
          times(bounded_power(radicand->numerator, k / rule), bounded_power(below, turns - k / rule));
      sum = sum + times(times(coefficient, ring_.monomial(variable, k % rule)), replaced);
    }
    polynomial = std::move(sum);
    divisor = times(divisor, bounded_power(below, turns));
  }
  return polynomial;
}

std::optional<Fraction> RationalFunctions::reduced(Fraction value) {
  if (ruled_.empty()) return value;
  Polynomial divisor = ring_.constant(1), cofactor = divisor;
  auto numerator = reduce(std::move(value.numerator), divisor);
  if (!numerator) return std::nullopt;
  Powers denominator;
  Rational constant = factor_in(denominator, divisor, 1);
  for (const auto& [base, power] : value.denominator) {
    const auto plain = reduce(base, cofactor = ring_.constant(1));
    if (!plain || plain->is_zero()) return std::nullopt;
    constant *= factor_in(denominator, *plain, power);
    *numerator = times(*numerator, bounded_power(cofactor, power));
  }
  return lowest_terms((1 / constant) * *numerator, std::move(denominator));
}

ScalarId RationalFunctions::expression(const Polynomial& polynomial) {
  std::vector<std::pair<Rational, ScalarId>> sum;
  for (const auto& [coefficient, exponents] : polynomial.terms()) {
    std::vector<std::pair<Rational, ScalarId>> product;
    for (std::size_t k = 0; k < exponents.size(); ++k) {
      if (exponents[k] != 0) product.emplace_back(Rational(exponents[k]) / variables_[k].root, variables_[k].base);
    }
    sum.emplace_back(coefficient, scalars_->product(product));
  }
  return scalars_->sum(sum);
}

}  // namespace freepencil
