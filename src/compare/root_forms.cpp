// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/root_forms.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "compare/unknown_derivative.hpp"
#include "expr/rational_function.hpp"
#include "expr/substitute.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;
using Terms = std::vector<std::pair<Rational, ScalarId>>;

/// Parameters that are zero become the number.
class Vanishing {
 public:
  Vanishing(SpectralTraces& traces, const std::vector<std::uint32_t>& parameters)
      : traces_(traces), parameters_(parameters.begin(), parameters.end()) {}

  ScalarId operator()(ScalarId id) {
    if (parameters_.empty()) return id;
    return substitute(traces_.scalars(), id, [this](const ScalarNode& leaf) -> std::optional<ScalarId> {
      if (leaf.kind == Kind::Parameter && parameters_.count(leaf.index) != 0) return traces_.scalars().zero();
      if (leaf.kind != Kind::Trace || !traces_[leaf.index].valid) return std::nullopt;
      const SpectralTrace trace = traces_[leaf.index];
      return traces_.trace(trace.space, (*this)(trace.function));
    });
  }

 private:
  SpectralTraces& traces_;
  std::set<std::uint32_t> parameters_;
};

/// Divides out what cannot be zero, and takes repeated factors once.
class Division {
 public:
  Division(SpectralTraces& traces, const RootSystem& system, const RootFacts& facts) : traces_(traces) {
    for (std::size_t k = 0; k < system.unknowns.size(); ++k) {
      if (facts.positive[k]) positive_.insert(traces.scalars().leaf(Kind::Quantity, system.unknowns[k].quantity));
    }
  }

  ScalarId operator()(ScalarId id) {
    try {
      RationalFunctions functions(traces_.scalars(), std::span(&id, 1));
      const auto fraction = functions.fraction(id);
      return fraction ? divided(id, functions, *fraction) : id;
    } catch (const std::length_error&) {
      return id;
    }
  }

 private:
  [[nodiscard]] bool never_zero(RationalFunctions& functions, const Polynomial& factor) const {
    if (factor.term_count() != 1) return false;
    const std::vector<std::uint64_t> exponents = factor.terms().front().exponents;
    for (std::size_t k = 0; k < exponents.size(); ++k) {
      if (exponents[k] != 0 && positive_.count(functions.variables()[k].base) == 0) return false;
    }
    return true;
  }

  ScalarId divided(ScalarId id, RationalFunctions& functions, const Fraction& fraction) {
    Scalars& scalars = traces_.scalars();
    const auto [constant, factors] = factor(fraction.numerator);
    Terms kept;
    bool changed = false;
    for (const auto& [base, multiplicity] : factors) {
      const bool dropped = never_zero(functions, base);
      changed = changed || dropped || multiplicity > 1;
      if (!dropped) kept.emplace_back(1, collected(scalars, functions, base));
    }
    if (!changed) return id;
    for (const auto& [base, multiplicity] : fraction.denominator) {
      if (!never_zero(functions, base)) kept.emplace_back(-Rational(multiplicity), collected(scalars, functions, base));
    }
    return scalars.product(kept);
  }

  SpectralTraces& traces_;
  std::set<ScalarId> positive_;
};

/// Moves factors under traces and adds traces over one space.
class Gathering {
 public:
  explicit Gathering(SpectralTraces& traces) : traces_(traces) {}

  ScalarId operator()(ScalarId id) {
    const ScalarNode node = scalars()[id];
    if (!scalars().contains(id, Kind::Trace)) return id;
    if (node.kind == Kind::Sum) return of_sum(node);
    if (node.kind != Kind::Product) return id;
    const Summand moved = of_product(id);
    if (!moved.trace) return moved.outside;
    return scalars().multiply(moved.outside, traces_.trace(moved.space, lowest_terms(scalars(), moved.inside)));
  }

 private:
  /// outside * tr(inside), or `outside` alone.
  struct Summand {
    bool trace = false;
    SpaceId space = 0;
    ScalarId inside{}, outside{};
  };

  [[nodiscard]] Scalars& scalars() const { return traces_.scalars(); }

  Summand of_product(ScalarId id) {
    const ScalarNode node = scalars()[id];
    Summand result;
    Terms inside, outside;
    for (const auto& [exponent, base] : node.kind == Kind::Product ? node.terms : Terms{{1, id}}) {
      const ScalarNode factor = scalars()[base];
      if (!result.trace && factor.kind == Kind::Trace && exponent == 1 && traces_[factor.index].valid) {
        result.trace = true;
        result.space = traces_[factor.index].space;
        inside.emplace_back(1, traces_[factor.index].function);
      } else if (scalars().contains(base, Kind::Quantity) && !scalars().contains(base, Kind::Trace)) {
        inside.emplace_back(exponent, base);
      } else {
        outside.emplace_back(exponent, factor.kind == Kind::Sum || factor.kind == Kind::Product ? (*this)(base) : base);
      }
    }
    if (!result.trace) outside.insert(outside.end(), inside.begin(), inside.end());
    result.inside = scalars().product(inside);
    result.outside = scalars().product(outside);
    return result;
  }

  ScalarId of_sum(const ScalarNode& node) {
    std::map<std::pair<SpaceId, ScalarId>, Terms> functions;
    Terms total;
    for (const auto& [coefficient, id] : node.terms) {
      const Summand term = of_product(id);
      if (term.trace) {
        functions[{term.space, term.outside}].emplace_back(coefficient, term.inside);
      } else {
        total.emplace_back(coefficient, term.outside);
      }
    }
    for (const auto& [key, terms] : functions) {
      const ScalarId function = lowest_terms(scalars(), scalars().sum(terms));
      total.emplace_back(1, scalars().multiply(key.second, traces_.trace(key.first, function)));
    }
    return scalars().sum(total, node.value);
  }

  SpectralTraces& traces_;
};

/// Resultants of two equations without traces, divided by the powers of unknowns that cannot be zero; each as a
/// polynomial and, for large unknowns, divided by its highest power.
std::vector<ScalarId> resultants(SpectralTraces& traces, const RootForms& forms, const RootFacts& facts) {
  constexpr std::uint64_t highest_degree = 12;
  Scalars& scalars = traces.scalars();
  std::vector<ScalarId> result;
  if (forms.equations.size() != 2) return result;
  for (const ScalarId id : forms.equations) {
    if (scalars.contains(id, Kind::Trace) || scalars.depth(id) > highest_degree) return result;
  }
  RationalFunctions functions(scalars, forms.equations);
  const auto first = functions.fraction(forms.equations[0]), second = functions.fraction(forms.equations[1]);
  if (!first || !second) return result;
  for (std::size_t k = 0; k < 2; ++k) {
    const ScalarId unknown = scalars.leaf(Kind::Quantity, forms.unknowns[k]);
    const auto kept = functions.find(unknown),
               gone = functions.find(scalars.leaf(Kind::Quantity, forms.unknowns[1 - k]));
    if (!facts.positive[k] || !kept || !gone || functions.variables()[*kept].root != 1) continue;
    const auto small = [&](const Polynomial& p) { return p.total_degree() <= highest_degree && p.term_count() < 100; };
    if (!small(first->numerator) || !small(second->numerator)) continue;
    Polynomial eliminated = resultant(first->numerator, second->numerator, *gone);
    if (eliminated.is_zero()) continue;
    const Polynomial power = functions.ring().monomial(*kept);
    while (const auto quotient = eliminated.divided_by(power)) eliminated = *quotient;
    std::vector<std::pair<Rational, ScalarId>> lowered;
    const std::uint64_t degree = eliminated.degree(*kept);
    for (std::uint64_t j = 0; j <= degree; ++j) {
      const ScalarId coefficient = functions.expression(eliminated.coefficient(*kept, j));
      lowered.emplace_back(1, scalars.multiply(coefficient, scalars.power(unknown, Rational(j) - Rational(degree))));
    }
    result.push_back(collected(scalars, functions, eliminated));
    result.push_back(scalars.sum(lowered));
  }
  return result;
}

}  // namespace

RootForms root_forms(SpectralTraces& traces, const RootSystem& system, const RootFacts& facts) {
  RootForms forms;
  Vanishing vanishing(traces, facts.vanishing);
  Division division(traces, system, facts);
  Gathering gather(traces);
  for (const ScalarId equation : system.equations) forms.equations.push_back(gather(division(vanishing(equation))));
  forms.jacobian.resize(forms.equations.size());
  for (const RootUnknown& unknown : system.unknowns) {
    forms.unknowns.push_back(unknown.quantity);
    UnknownDerivative derivative(traces, traces.scalars().leaf(Kind::Quantity, unknown.quantity));
    for (std::size_t k = 0; k < forms.equations.size(); ++k) {
      forms.jacobian[k].push_back(gather(derivative(forms.equations[k])));
    }
  }
  try {
    forms.consequences = resultants(traces, forms, facts);
  } catch (const std::length_error&) {
    forms.consequences.clear();
  }
  return forms;
}

}  // namespace freepencil
