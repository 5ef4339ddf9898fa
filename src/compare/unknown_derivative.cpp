// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/unknown_derivative.hpp"

#include <map>
#include <stdexcept>

#include "expr/rational_function.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

ScalarId UnknownDerivative::operator()(ScalarId id) {
  if (const auto at = known_.find(id); at != known_.end()) return at->second;
  Scalars& scalars = traces_.scalars();
  ScalarId total = direct_(id);
  for (const std::uint32_t index : traces_.scalars().leaves(id, Kind::Trace)) {
    const ScalarId inner = of_function(index);
    if (inner == scalars.zero()) continue;
    const ScalarId outer = derivative(scalars, id, scalars.leaf(Kind::Trace, index));
    total = scalars.add(total, scalars.multiply(outer, traces_.trace(traces_[index].space, inner)));
  }
  known_.emplace(id, total);
  return total;
}

ScalarId UnknownDerivative::of_function(std::uint32_t trace) {
  return lowest_terms(traces_.scalars(), (*this)(traces_[trace].function));
}

ScalarId collected(Scalars& scalars, RationalFunctions& functions, const Polynomial& polynomial) {
  std::map<std::vector<std::uint64_t>, std::vector<Polynomial::Term>> coefficients;
  const auto& variables = functions.variables();
  for (Polynomial::Term term : polynomial.terms()) {
    std::vector<std::uint64_t> monomial(variables.size(), 0);
    for (std::size_t k = 0; k < variables.size(); ++k) {
      if (!scalars.contains(variables[k].base, Kind::Quantity) && !scalars.contains(variables[k].base, Kind::Trace))
        continue;
      std::swap(monomial[k], term.exponents[k]);
    }
    coefficients[monomial].push_back(std::move(term));
  }
  std::vector<std::pair<Rational, ScalarId>> sum;
  for (const auto& [monomial, terms] : coefficients) {
    const ScalarId coefficient = functions.expression(functions.ring().from_terms(terms));
    const ScalarId unknowns = functions.expression(functions.ring().from_terms({{1, monomial}}));
    sum.emplace_back(1, scalars.multiply(coefficient, unknowns));
  }
  return scalars.sum(sum);
}

ScalarId lowest_terms(Scalars& scalars, ScalarId id) {
  if (scalars[id].terms.empty()) return id;
  try {
    RationalFunctions functions(scalars, std::span(&id, 1));
    const auto fraction = functions.fraction(id);
    if (!fraction) return id;
    std::vector<std::pair<Rational, ScalarId>> factors = {{1, collected(scalars, functions, fraction->numerator)}};
    for (const auto& [base, power] : fraction->denominator) {
      factors.emplace_back(-Rational(power), collected(scalars, functions, base));
    }
    return scalars.product(factors);
  } catch (const std::length_error&) {
    return id;
  }
}

}  // namespace freepencil
