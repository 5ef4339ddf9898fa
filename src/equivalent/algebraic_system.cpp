// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/algebraic_system.hpp"

#include <algorithm>
#include <set>

#include "equivalent/atomic_traces.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

using Obstacle = AtomicTraces::Obstacle;  // caught below

void collect_unknowns(const Scalars& scalars, ScalarId id, std::set<ScalarId>& found) {
  std::vector<ScalarId> pending = {id};
  std::set<ScalarId> seen;
  while (!pending.empty()) {
    const ScalarId at = pending.back();
    pending.pop_back();
    if (!seen.insert(at).second) continue;
    if (scalars[at].kind == Kind::Unknown) found.insert(at);
    for (const auto& term : scalars[at].terms) pending.push_back(term.second);
  }
}

/// value - leaf for every Unknown that the quantities depend on.
std::vector<ScalarId> residuals(Model& model, const Derivation& derivation, const std::vector<ScalarId>& quantities) {
  Scalars& scalars = *model.scalars;
  AtomicTraces expansion(model);
  std::vector<ScalarId> result, pending = quantities;
  std::set<ScalarId> seen;
  while (!pending.empty()) {
    const ScalarId leaf = pending.back();
    pending.pop_back();
    if (!seen.insert(leaf).second) continue;
    const std::uint32_t index = scalars[leaf].index;
    const std::size_t unknowns = derivation.unknowns.size();
    const ScalarId value =
        expansion(index < unknowns ? derivation.unknowns[index].value : derivation.outputs[index - unknowns].value);
    result.push_back(scalars.subtract(value, leaf));
    std::set<ScalarId> found;
    collect_unknowns(scalars, value, found);
    pending.insert(pending.end(), found.begin(), found.end());
  }
  return result;
}

void classify_variables(const Scalars& scalars, const std::vector<ScalarId>& quantities, AlgebraicSystem& system) {
  for (const ScalarId quantity : quantities) {
    const auto variable = system.functions.find(quantity);
    if (!variable || system.functions.variables()[*variable].root != 1) {
      throw Obstacle{"its equation is not polynomial in it: a root of it occurs"};
    }
    system.quantities.push_back(*variable);
  }
  for (std::size_t k = 0; k < system.functions.variables().size(); ++k) {
    const auto& variable = system.functions.variables()[k];
    if (std::find(system.quantities.begin(), system.quantities.end(), k) != system.quantities.end()) continue;
    if (variable.rule != 0 || scalars[variable.base].kind == Kind::Unknown) {
      system.eliminated.push_back(k);
    } else if (scalars.contains(variable.base, Kind::Unknown)) {
      throw Obstacle{"its equation is not algebraic: an exponential or logarithm of an unknown occurs"};
    }
  }
}

void add_equation(AlgebraicSystem& system, const std::optional<Fraction>& fraction) {
  if (!fraction) throw Obstacle{"its equation divides by zero at every parameter"};
  if (!fraction->numerator.is_zero()) system.equations.push_back(fraction->numerator.primitive());
  for (const auto& [base, power] : fraction->denominator) {
    if (std::find(system.nonzero.begin(), system.nonzero.end(), base) == system.nonzero.end()) {
      system.nonzero.push_back(base);
    }
  }
}

}  // namespace

std::variant<AlgebraicSystem, EliminationFailure> algebraic_system(Model& model, const Derivation& derivation,
                                                                   const std::vector<ScalarId>& quantities) {
  try {
    const std::vector<ScalarId> all = residuals(model, derivation, quantities);
    AlgebraicSystem system{.functions = RationalFunctions(*model.scalars, all),
                           .equations = {},
                           .nonzero = {},
                           .quantities = {},
                           .eliminated = {}};
    classify_variables(*model.scalars, quantities, system);
    for (const ScalarId residual : all) add_equation(system, system.functions.fraction(residual));
    for (std::size_t k = 0; k < system.functions.variables().size(); ++k) {
      const auto& variable = system.functions.variables()[k];
      if (variable.rule == 0) continue;
      auto radicand = system.functions.fraction(variable.radicand);
      if (!radicand) throw Obstacle{"its equation holds a root of what has no value"};
      Polynomial below = system.functions.ring().constant(1);
      for (const auto& [base, power] : radicand->denominator) below = below * base.power(power);
      radicand->numerator = system.functions.ring().monomial(k, variable.rule) * below - radicand->numerator;
      radicand->denominator.clear();
      add_equation(system, radicand);
    }
    return system;
  } catch (const Obstacle& obstacle) {
    return EliminationFailure{EliminationFailure::Kind::NotAlgebraic, obstacle.reason, obstacle.span};
  }
}

}  // namespace freepencil
