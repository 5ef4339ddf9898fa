// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/physical_factor.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace freepencil {
namespace {

/// The equations without a variable, or nothing where that takes too long.
std::optional<std::vector<Polynomial>> without(const std::vector<Polynomial>& equations, std::size_t variable,
                                               const std::vector<Ball>& values, const std::function<bool()>& expired) {
  const Polynomial* pivot = nullptr;
  std::vector<Polynomial> next;
  for (const Polynomial& equation : equations) {
    const auto degree = equation.degree(variable);
    if (degree > 0 && (pivot == nullptr || degree < pivot->degree(variable))) pivot = &equation;
  }
  for (const Polynomial& equation : equations) {
    if (&equation == pivot) continue;
    if (equation.degree(variable) == 0) {
      next.push_back(equation);
      continue;
    }
    if (expired()) return std::nullopt;
    if (resultant_log_terms(equation, *pivot, variable, values.size()) > most_resultant_log_terms) return std::nullopt;
    const auto physical = physical_factor(resultant(equation, *pivot, variable), values);
    if (!physical) return std::nullopt;
    if (std::find(next.begin(), next.end(), *physical) == next.end()) next.push_back(*physical);
  }
  return next;
}

}  // namespace

Ball evaluate(const Polynomial& polynomial, const std::vector<Ball>& values) {
  std::vector<std::vector<Ball>> powers(values.size(), {Ball(1)});
  Ball total(0);
  for (const auto& [coefficient, exponents] : polynomial.terms()) {
    Ball term(coefficient);
    for (std::size_t k = 0; k < exponents.size(); ++k) {
      auto& of_k = powers[k];
      while (of_k.size() <= exponents[k]) of_k.push_back(of_k.back() * values[k]);
      if (exponents[k] > 0) term *= of_k[exponents[k]];
    }
    total += term;
  }
  return total;
}

Reasoned<Polynomial> physical_factor(const Polynomial& polynomial, const std::vector<Ball>& values) {
  std::optional<Polynomial> found;
  for (const auto& [base, multiplicity] : factor(polynomial).factors) {
    if (!evaluate(base, values).contains_zero()) continue;
    if (found) return Reason{"two factors of an equation are too near zero at a generic point"};
    found = base;
  }
  if (!found) return Reason{"an equation does not hold at a generic point"};
  return *found;
}

double resultant_log_terms(const Polynomial& f, const Polynomial& g, std::size_t variable, std::size_t variables) {
  const auto df = static_cast<double>(f.degree(variable)), dg = static_cast<double>(g.degree(variable));
  double total = 0;
  for (std::size_t k = 0; k < variables; ++k) {
    if (k == variable) continue;
    total += std::log2(1 + df * static_cast<double>(g.degree(k)) + dg * static_cast<double>(f.degree(k)));
  }
  return total;
}

bool is_zero_on_family(std::vector<Polynomial> equations, std::size_t quantity, const std::vector<char>& eliminated,
                       const std::vector<Ball>& values, const std::function<bool()>& expired) {
  for (Polynomial& equation : equations) {
    const auto physical = physical_factor(equation, values);
    if (!physical || expired()) return false;
    equation = *physical;
  }
  for (std::size_t variable = 0; variable < eliminated.size(); ++variable) {
    if (eliminated[variable] == 0 || variable == quantity) continue;
    auto next = without(equations, variable, values, expired);
    if (!next) return false;
    equations = std::move(*next);
  }
  return std::any_of(equations.begin(), equations.end(), [&](const Polynomial& equation) {
    return equation.term_count() == 1 && equation.total_degree() == 1 && equation.degree(quantity) == 1;
  });
}

}  // namespace freepencil
