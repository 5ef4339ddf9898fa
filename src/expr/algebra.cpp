// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/algebra.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "expr/rational_function.hpp"
#include "expr/structure.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;
using Terms = std::vector<std::pair<Rational, ScalarId>>;
using Powers = std::vector<std::pair<Polynomial, std::uint64_t>>;

/// The arguments of roots, exponentials, logarithms and general powers simplified: these are opaque from outside.
class Arguments {
 public:
  explicit Arguments(Scalars& scalars) : scalars_(scalars) {}

  ScalarId simplified(ScalarId id) {
    if (const auto at = known_.find(id); at != known_.end()) return at->second;
    const ScalarId result = rebuild(scalars_[id], id);
    known_.emplace(id, result);
    return result;
  }

 private:
  // A copy of the node: building others moves it.
  ScalarId rebuild(ScalarNode node, ScalarId id) {
    Terms& terms = node.terms;
    switch (node.kind) {
      case Kind::Sum:
        for (auto& term : terms) term.second = simplified(term.second);
        return scalars_.sum(terms, node.value);
      case Kind::Product:
        for (auto& [exponent, base] : terms) {
          base = denominator(exponent) == 1 ? simplified(base) : simplify(scalars_, base);
        }
        return scalars_.product(terms);
      case Kind::Power:
        return scalars_.power(simplify(scalars_, terms[0].second), simplify(scalars_, terms[1].second));
      case Kind::Exp:
        return scalars_.exp(simplify(scalars_, terms[0].second));
      case Kind::Log:
        return scalars_.log(simplify(scalars_, terms[0].second));
      default:
        return id;
    }
  }

  Scalars& scalars_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

/// Ways to write one fraction.
class Writer {
 public:
  Writer(Scalars& scalars, RationalFunctions& functions) : scalars_(scalars), functions_(functions) {}

  /// The shortest form; the earlier of two that are equally long.
  ScalarId shortest(const Fraction& fraction) {
    const auto [constant, factors] = factor(fraction.numerator);
    const ScalarId top = product(factors), bottom = product(fraction.denominator);
    offer(constant, top, bottom);
    const std::optional<ScalarId> whole_top = composite(factors) && fraction.numerator.term_count() <= max_terms
                                                  ? std::optional(polynomial(fraction.numerator))
                                                  : std::nullopt;
    if (whole_top) offer(1, *whole_top, bottom);
    if (const auto expanded = composite(fraction.denominator) ? expand(fraction.denominator) : std::nullopt) {
      const ScalarId whole_bottom = polynomial(*expanded);
      offer(constant, top, whole_bottom);
      if (whole_top) offer(1, *whole_top, whole_bottom);
    }
    return best_;
  }

 private:
  static constexpr std::size_t max_terms = 24;  ///< beyond it a polynomial is neither expanded nor collected

  static bool composite(const Powers& powers) {
    return powers.size() > 1 || (powers.size() == 1 && powers.front().second > 1);
  }

  void offer(const Rational& constant, ScalarId top, ScalarId bottom) {
    // A sign goes into a sum where there is one: (1 - x)/y rather than -(x - 1)/y.
    ScalarId above = top, below = bottom;
    if (constant < 0 && !flip(above)) flip(below);
    const bool flipped = above != top || below != bottom;
    const ScalarId quotient = scalars_.divide(above, below);
    offer(scalars_.sum({{flipped ? -constant : constant, quotient}}));
  }

  void offer(ScalarId form) {
    const std::size_t length = written_length(scalars_, form);
    if (length >= length_) return;
    length_ = length;
    best_ = form;
  }

  /// -x, where x is a sum or a product with a sum in it to an odd power.
  bool flip(ScalarId& id) {
    const ScalarNode node = scalars_[id];
    if (node.kind == Kind::Sum) {
      const bool mixed = node.value < 0 || std::any_of(node.terms.begin(), node.terms.end(),
                                                       [](const auto& term) { return term.first < 0; });
      if (mixed) id = scalars_.negate(id);
      return mixed;
    }
    if (node.kind != Kind::Product) return false;
    Terms terms = node.terms;
    std::sort(terms.begin(), terms.end(), [&](const auto& a, const auto& b) {
      return structure(scalars_, a.second) < structure(scalars_, b.second);
    });
    for (auto& [exponent, base] : terms) {
      if (denominator(exponent) != 1 || numerator(exponent) % 2 == 0 || scalars_[base].kind != Kind::Sum) continue;
      if (!flip(base)) continue;
      id = scalars_.product(terms);
      return true;
    }
    return false;
  }

  ScalarId product(const Powers& powers) {
    Terms terms;
    for (const auto& [base, power] : powers) terms.emplace_back(power, polynomial(base));
    return scalars_.product(terms);
  }

  std::optional<Polynomial> expand(const Powers& powers) const {
    Polynomial result = functions_.ring().constant(1);
    for (const auto& [base, power] : powers) {
      for (std::uint64_t k = 0; k < power; ++k) {
        result = result * base;
        if (result.term_count() > max_terms) return std::nullopt;
      }
    }
    return result;
  }

  /// Expanded, or collected in the powers of one variable, whichever is shorter.
  ScalarId polynomial(const Polynomial& value) {
    ScalarId best = functions_.expression(value);
    if (value.term_count() < 3 || value.term_count() > max_terms) return best;
    std::size_t length = written_length(scalars_, best);
    for (std::size_t variable = 0; variable < functions_.variables().size(); ++variable) {
      const std::uint64_t degree = value.degree(variable);
      if (degree == 0) continue;
      Terms terms;
      for (std::uint64_t k = 0; k <= degree; ++k) {
        const Polynomial coefficient = value.coefficient(variable, k);
        if (coefficient.is_zero()) continue;
        const ScalarId power = functions_.expression(functions_.ring().monomial(variable, k));
        terms.emplace_back(
            1, k == 0 ? functions_.expression(coefficient) : scalars_.multiply(power, collected(coefficient)));
      }
      const ScalarId form = scalars_.sum(terms);
      const std::size_t form_length = written_length(scalars_, form);
      if (form_length >= length) continue;
      length = form_length;
      best = form;
    }
    return best;
  }

  /// A coefficient: with the variables that all its terms share in front.
  ScalarId collected(const Polynomial& value) {
    if (value.term_count() < 2) return functions_.expression(value);
    const std::vector<Polynomial::Term> terms = value.terms();
    Polynomial rest = value;
    Terms shared;
    for (std::size_t variable = 0; variable < functions_.variables().size(); ++variable) {
      std::uint64_t lowest = terms.front().exponents[variable];
      for (const auto& term : terms) lowest = std::min(lowest, term.exponents[variable]);
      if (lowest == 0) continue;
      const Polynomial power = functions_.ring().monomial(variable, lowest);
      rest = *rest.divided_by(power);
      shared.emplace_back(1, functions_.expression(power));
    }
    shared.emplace_back(1, functions_.expression(rest));
    return scalars_.product(shared);
  }

  Scalars& scalars_;
  RationalFunctions& functions_;
  ScalarId best_{};
  std::size_t length_ = static_cast<std::size_t>(-1);
};

}  // namespace

ScalarId simplify(Scalars& scalars, ScalarId id) {
  try {
    const ScalarId plain = Arguments(scalars).simplified(id);
    RationalFunctions functions(scalars, {&plain, 1});
    const auto fraction = functions.fraction(plain);
    if (!fraction) return id;
    const ScalarId form = Writer(scalars, functions).shortest(*fraction);
    return written_length(scalars, plain) < written_length(scalars, form) ? plain : form;
  } catch (const std::length_error&) {
    return id;
  }
}

bool equal(Scalars& scalars, ScalarId a, ScalarId b) {
  if (a == b) return true;
  const ScalarId difference = Arguments(scalars).simplified(scalars.subtract(a, b));
  RationalFunctions functions(scalars, {&difference, 1});
  const auto fraction = functions.fraction(difference);
  return fraction && fraction->numerator.is_zero();
}

}  // namespace freepencil
