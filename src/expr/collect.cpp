// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/collect.hpp"

#include <algorithm>
#include <array>

#include "expr/rational_function.hpp"

namespace freepencil {

std::optional<std::map<std::vector<std::uint64_t>, ScalarId>> collect(Scalars& scalars, ScalarId id,
                                                                      const std::vector<ScalarId>& leaves) {
  RationalFunctions functions(scalars, std::array{id});
  const auto fraction = functions.fraction(id);
  if (!fraction) return std::nullopt;
  std::vector<std::optional<std::size_t>> variables;
  for (const ScalarId leaf : leaves) {
    const auto variable = functions.find(leaf);
    variables.push_back(variable);
    if (!variable) continue;
    if (functions.variables()[*variable].root != 1) return std::nullopt;
    const bool below = std::any_of(fraction->denominator.begin(), fraction->denominator.end(),
                                   [&](const auto& factor) { return factor.first.degree(*variable) > 0; });
    if (below) return std::nullopt;
  }
  std::map<std::vector<std::uint64_t>, std::vector<Polynomial::Term>> groups;
  for (Polynomial::Term term : fraction->numerator.terms()) {
    std::vector<std::uint64_t> exponents;
    for (const auto& variable : variables) {
      exponents.push_back(variable ? std::exchange(term.exponents[*variable], 0) : 0);
    }
    groups[exponents].push_back(std::move(term));
  }
  std::vector<std::pair<Rational, ScalarId>> below;
  for (const auto& [factor, power] : fraction->denominator) {
    below.emplace_back(-Rational(power), functions.expression(factor));
  }
  std::map<std::vector<std::uint64_t>, ScalarId> result;
  for (const auto& [exponents, terms] : groups) {
    auto factors = below;
    factors.emplace_back(1, functions.expression(functions.ring().from_terms(terms)));
    result.emplace(exponents, scalars.product(factors));
  }
  return result;
}

}  // namespace freepencil
