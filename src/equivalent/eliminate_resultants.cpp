// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/eliminate_resultants.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace freepencil {
namespace {

/// The most that log_terms may be. Measured: a resultant at 18 took 0.2 s, one at 22 more than four minutes.
constexpr double max_log_terms = 20;

/// A bound on log2 of the number of terms of the resultant, from the degrees in each variable.
double log_terms(const Polynomial& f, const Polynomial& g, std::size_t variable, std::size_t variables) {
  const auto df = static_cast<double>(f.degree(variable)), dg = static_cast<double>(g.degree(variable));
  double total = 0;
  for (std::size_t k = 0; k < variables; ++k) {
    if (k == variable) continue;
    total += std::log2(1 + df * static_cast<double>(g.degree(k)) + dg * static_cast<double>(f.degree(k)));
  }
  return total;
}

/// A polynomial that vanishes at the solution and its one irreducible factor that does.
struct Equation {
  Polynomial whole, physical;
};
using Equations = std::vector<Equation>;

bool contains(const Equations& equations, const Polynomial& physical) {
  return std::any_of(equations.begin(), equations.end(), [&](const auto& entry) { return entry.physical == physical; });
}

/// False if the polynomial does not vanish at the solution.
bool insert(Equations& equations, const Polynomial& whole, const Witness& witness) {
  const auto physical = witness.physical_factor(whole);
  if (physical && !contains(equations, *physical)) equations.push_back({whole, *physical});
  return physical.has_value();
}

struct Step {
  std::size_t variable = 0, pivot = 0;
  double cost = std::numeric_limits<double>::infinity();
};

/// The cheapest next step; infinite cost if nothing is left to eliminate.
Step cheapest(const Equations& equations, const AlgebraicSystem& system) {
  const std::size_t variables = system.functions.variables().size();
  Step best;
  for (const std::size_t variable : system.eliminated) {
    for (std::size_t pivot = 0; pivot < equations.size(); ++pivot) {
      const Polynomial& equation = equations[pivot].physical;
      if (equation.degree(variable) == 0) continue;
      double cost = 0;  // of an unknown that one equation alone holds: it only defines it
      for (const auto& [whole, other] : equations) {
        if (other == equation || other.degree(variable) == 0) continue;
        cost = std::max(cost, log_terms(equation, other, variable, variables));
      }
      if (cost < best.cost) best = {variable, pivot, cost};
    }
  }
  return best;
}

/// How long a polynomial is to a reader.
std::pair<std::size_t, std::uint64_t> extent(const Polynomial& polynomial) {
  return {polynomial.term_count(), polynomial.total_degree()};
}

/// a*f - b*g with the monomials a, b of lowest degree for which these two terms cancel.
Polynomial cancel(const PolynomialRing& ring, const Polynomial& f, const Polynomial::Term& of_f, const Polynomial& g,
                  const Polynomial::Term& of_g) {
  Polynomial::Term a{of_g.coefficient, of_f.exponents}, b{of_f.coefficient, of_f.exponents};
  for (std::size_t k = 0; k < a.exponents.size(); ++k) {
    const std::uint64_t common = std::max(of_f.exponents[k], of_g.exponents[k]);
    a.exponents[k] = common - of_f.exponents[k];
    b.exponents[k] = common - of_g.exponents[k];
  }
  return ring.from_terms({a}) * f - ring.from_terms({b}) * g;
}

/// The shortest physical factor of a combination of the two, if it is shorter than `g` and none of the two.
std::optional<Polynomial> shorter_combination(const Polynomial& f, const Polynomial& g, const Witness& witness,
                                              const PolynomialRing& ring) {
  std::optional<Polynomial> best;
  for (const auto& of_f : f.terms()) {
    for (const auto& of_g : g.terms()) {
      const Polynomial combination = cancel(ring, f, of_f, g, of_g);
      // A factor may be shorter than the product, but not often by as much as this; factoring is dear.
      if (combination.is_zero() || combination.term_count() > 2 * g.term_count()) continue;
      const auto found = witness.physical_factor(combination);
      if (!found || *found == f || *found == g) continue;
      if (extent(*found) < extent(best ? *best : g)) best = found;
    }
  }
  return best;
}

}  // namespace

PolynomialsOrError eliminate_by_resultants(const AlgebraicSystem& system, const Witness& witness) {
  Equations equations;
  for (const Polynomial& equation : system.equations) {
    if (!insert(equations, equation, witness)) return "no factor of an equation vanishes at the solution";
  }
  for (Step step = cheapest(equations, system); std::isfinite(step.cost); step = cheapest(equations, system)) {
    if (step.cost > max_log_terms) return "the resultants grow too large";
    const Polynomial pivot = equations[step.pivot].physical;
    equations.erase(equations.begin() + static_cast<std::ptrdiff_t>(step.pivot));
    Equations next;
    for (const Equation& equation : equations) {
      if (equation.physical.degree(step.variable) == 0) {
        if (!contains(next, equation.physical)) next.push_back(equation);
      } else if (!insert(next, resultant(pivot, equation.physical, step.variable).primitive(), witness)) {
        return "no factor of a resultant vanishes at the solution: it has too few digits";
      }
    }
    equations = std::move(next);
  }
  std::vector<Polynomial> result;
  for (const Equation& equation : equations) result.push_back(equation.whole);
  return result;
}

void shorten(std::vector<Polynomial>& pair, const Witness& witness, const PolynomialRing& ring) {
  constexpr std::size_t max_terms = 60;  // every term is tried against every other
  while (true) {
    std::sort(pair.begin(), pair.end(), [](const auto& a, const auto& b) { return extent(a) < extent(b); });
    if (pair[1].term_count() > max_terms) return;
    auto shorter = shorter_combination(pair[0], pair[1], witness, ring);
    if (!shorter) return;
    pair[1] = std::move(*shorter);
  }
}

}  // namespace freepencil
