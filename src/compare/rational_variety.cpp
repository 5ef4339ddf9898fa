// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/rational_variety.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace freepencil {
namespace {

/// The most that log_terms may be: resultants beyond it take minutes (see equivalent/eliminate_resultants.cpp).
constexpr double max_log_terms = 22;

/// A bound on log2 of the number of terms of the resultant of two polynomials, from their degrees.
double log_terms(const Polynomial& f, const Polynomial& g, std::size_t variable, std::size_t variables) {
  const auto df = static_cast<double>(f.degree(variable)), dg = static_cast<double>(g.degree(variable));
  double total = 0;
  for (std::size_t k = 0; k < variables; ++k) {
    if (k == variable) continue;
    total += std::log2(1 + df * static_cast<double>(g.degree(k)) + dg * static_cast<double>(f.degree(k)));
  }
  return total;
}

/// Why it stops; caught below.
struct Stop {
  std::string reason;
};

class Solver {
 public:
  Solver(const std::vector<Ball>& values, const std::vector<char>& solvable, const std::function<bool()>& expired)
      : values_(values), solvable_(solvable), expired_(expired) {}

  RationalVariety run(const std::vector<Polynomial>& equations) {
    for (const Polynomial& equation : equations) insert(equations_, equation);
    while (const auto step = cheapest()) take(*step);
    result_.left = std::move(equations_);
    return std::move(result_);
  }

 private:
  struct Step {
    std::size_t variable = 0, pivot = 0;
    double cost = std::numeric_limits<double>::infinity();
  };

  void insert(std::vector<Polynomial>& list, const Polynomial& polynomial) const {
    if (polynomial.is_zero()) return;
    if (expired_()) throw Stop{"time is up"};
    const Polynomial physical = physical_factor(polynomial);
    if (std::find(list.begin(), list.end(), physical) == list.end()) list.push_back(physical);
  }

  /// All others are proved not to vanish.
  [[nodiscard]] Polynomial physical_factor(const Polynomial& polynomial) const {
    std::optional<Polynomial> found;
    for (const auto& [base, multiplicity] : factor(polynomial).factors) {
      if (!evaluate(base, values_).contains_zero()) continue;
      if (found) throw Stop{"two factors of an equation are too near zero at a generic point"};
      found = base;
    }
    if (!found) throw Stop{"an equation does not hold at a generic point"};
    return *found;
  }

  /// Of the equations and the variables that they are linear in: where the others grow least.
  [[nodiscard]] std::optional<Step> cheapest() const {
    Step best;
    for (std::size_t pivot = 0; pivot < equations_.size(); ++pivot) {
      const Polynomial& equation = equations_[pivot];
      for (std::size_t variable = 0; variable < values_.size(); ++variable) {
        if (solvable_[variable] == 0 || equation.degree(variable) != 1) continue;
        double cost = 0;
        for (std::size_t k = 0; k < equations_.size(); ++k) {
          if (k == pivot || equations_[k].degree(variable) == 0) continue;
          cost = std::max(cost, log_terms(equation, equations_[k], variable, values_.size()));
        }
        if (cost >= best.cost || evaluate(equation.coefficient(variable, 1), values_).contains_zero()) continue;
        best = {variable, pivot, cost};
      }
    }
    if (std::isinf(best.cost)) return std::nullopt;
    if (best.cost > max_log_terms) throw Stop{"the equations grow too large"};
    return best;
  }

  void take(const Step& step) {
    const Polynomial pivot = equations_[step.pivot];
    equations_.erase(equations_.begin() + static_cast<std::ptrdiff_t>(step.pivot));
    std::vector<Polynomial> next;
    for (const Polynomial& equation : equations_) {
      if (equation.degree(step.variable) > 0) {
        insert(next, resultant(equation, pivot, step.variable));
      } else if (std::find(next.begin(), next.end(), equation) == next.end()) {
        next.push_back(equation);
      }
    }
    equations_ = std::move(next);
    result_.solved.push_back(
        {step.variable, Rational(-1) * pivot.coefficient(step.variable, 0), pivot.coefficient(step.variable, 1)});
  }

  const std::vector<Ball>& values_;
  const std::vector<char>& solvable_;
  const std::function<bool()>& expired_;
  std::vector<Polynomial> equations_;
  RationalVariety result_;
};

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

Reasoned<RationalVariety> rational_variety(const std::vector<Polynomial>& equations, const std::vector<Ball>& values,
                                           const std::vector<char>& solvable, const std::function<bool()>& expired) {
  try {
    return Solver(values, solvable, expired).run(equations);
  } catch (const Stop& stop) {
    return Reason{stop.reason};
  }
}

}  // namespace freepencil
