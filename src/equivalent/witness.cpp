// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/witness.hpp"

#include <algorithm>
#include <random>

#include "expr/evaluate.hpp"

namespace freepencil {
namespace {

using Value = Witness::Value;

/// A solution of ten digits leaves 1e-10 times the condition of the polynomial; what does not vanish is of order one.
constexpr long double vanishing = 1e-7L;

/// Within a fifth of the default, off every coincidence that the defaults may have.
std::vector<Rational> random_parameters(const Model& model, std::mt19937_64& engine) {
  std::vector<Rational> result;
  for (const Parameter& parameter : model.parameters) {
    const Rational scale = parameter.value == 0 ? Rational(1) : parameter.value;
    Rational value = parameter.value;
    for (int attempt = 0; attempt < 20; ++attempt) {
      value = parameter.value + scale * Rational(static_cast<int>(engine() % 401) - 200, 997);
      if (parameter.range.contains(value)) break;
      value = parameter.value;
    }
    result.push_back(value);
  }
  return result;
}

std::optional<std::vector<Value>> values_at(Model& model, const RationalFunctions& functions,
                                            const PhysicalSolution& solution, const std::vector<Rational>& parameters) {
  const auto solved = solution(parameters);
  if (!solved) return std::nullopt;
  std::vector<Value> at, result;
  for (const Rational& parameter : parameters) at.emplace_back(parameter.convert_to<long double>());
  const std::vector<Value> unknowns(solved->begin(), solved->end());
  for (const auto& variable : functions.variables()) {
    const ScalarId power = model.scalars->power(variable.base, Rational(1, variable.root));
    result.push_back(evaluate<Value>(*model.scalars, power, {.parameters = at, .unknowns = unknowns}));
    if (!std::isfinite(result.back().real()) || !std::isfinite(result.back().imag())) return std::nullopt;
  }
  return result;
}

long double relative(const Polynomial& polynomial, const std::vector<Value>& point) {
  Value total = 0;
  long double scale = 0;
  for (const auto& [coefficient, exponents] : polynomial.terms()) {
    Value term = coefficient.convert_to<long double>();
    for (std::size_t k = 0; k < exponents.size(); ++k) {
      for (std::uint64_t power = 0; power < exponents[k]; ++power) term *= point[k];
    }
    total += term;
    scale += std::abs(term);
  }
  return scale == 0 ? 0 : std::abs(total) / scale;
}

}  // namespace

Witness::Witness(Model& model, const RationalFunctions& functions, const PhysicalSolution& solution,
                 const EliminationOptions& options)
    : wanted_(static_cast<std::size_t>(std::max(1, options.points))) {
  std::mt19937_64 engine(options.seed);
  for (std::size_t attempt = 0; attempt < 10 * (wanted_ + 1) && !complete(); ++attempt) {
    auto values = values_at(model, functions, solution, random_parameters(model, engine));
    if (values) points_.push_back(std::move(*values));
  }
}

long double Witness::residual(const Polynomial& polynomial) const {
  long double largest = 0;
  for (std::size_t k = 0; k < wanted_; ++k) largest = std::max(largest, relative(polynomial, points_[k]));
  return largest;
}

bool Witness::vanishes(const Polynomial& polynomial) const { return residual(polynomial) < vanishing; }

long double Witness::fresh_residual(const Polynomial& polynomial) const { return relative(polynomial, points_.back()); }

std::optional<std::size_t> Witness::physical(const Polynomial::Factorization& factors) const {
  std::optional<std::size_t> best;
  long double least = vanishing;
  for (std::size_t k = 0; k < factors.factors.size(); ++k) {
    const long double size = residual(factors.factors[k].first);
    if (size >= least) continue;
    least = size;
    best = k;
  }
  return best;
}

std::optional<Polynomial> Witness::physical_factor(const Polynomial& polynomial) const {
  const auto factors = factor(polynomial);
  const auto index = physical(factors);
  return index ? std::optional(factors.factors[*index].first) : std::nullopt;
}

}  // namespace freepencil
