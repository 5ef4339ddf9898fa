// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/eliminate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <tuple>

#include "equivalent/eliminate_groebner.hpp"
#include "expr/algebra.hpp"

namespace freepencil {
namespace {

using Clock = std::chrono::steady_clock;
using Method = EliminationOptions::Method;
using Kind = EliminationFailure::Kind;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::optional<std::uint32_t> find(const Derivation& derivation, const std::string& name) {
  const auto named = [&](const auto& entry) { return entry.name == name; };
  const auto& [outputs, unknowns] = std::tie(derivation.outputs, derivation.unknowns);
  if (const auto at = std::find_if(outputs.begin(), outputs.end(), named); at != outputs.end()) {
    return static_cast<std::uint32_t>(unknowns.size() + static_cast<std::size_t>(at - outputs.begin()));
  }
  const auto at = std::find_if(unknowns.begin(), unknowns.end(), named);
  return at == unknowns.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(at - unknowns.begin()));
}

/// Collected in the powers of the quantity, where there is one alone; else in whatever is shortest.
std::vector<ScalarId> written(Scalars& scalars, AlgebraicSystem& system, const Polynomial& polynomial) {
  if (system.quantities.size() > 1) return {simplify(scalars, system.functions.expression(polynomial))};
  const std::size_t quantity = system.quantities.front();
  std::vector<ScalarId> summands;
  for (std::uint64_t k = polynomial.degree(quantity) + 1; k-- > 0;) {
    const ScalarId coefficient = simplify(scalars, system.functions.expression(polynomial.coefficient(quantity, k)));
    const ScalarId power = system.functions.expression(system.functions.ring().monomial(quantity, k));
    if (coefficient != scalars.zero()) summands.push_back(scalars.multiply(coefficient, power));
  }
  return summands;
}

std::uint64_t degree_in_quantities(const AlgebraicSystem& system, const Polynomial& polynomial) {
  std::uint64_t degree = 0;
  for (const auto& term : polynomial.terms()) {
    std::uint64_t total = 0;
    for (const std::size_t quantity : system.quantities) total += term.exponents[quantity];
    degree = std::max(degree, total);
  }
  return degree;
}

Elimination::Relation relation(Scalars& scalars, AlgebraicSystem& system, const Polynomial& physical,
                               const Polynomial::Factorization& factors) {
  Elimination::Relation result{.degree = degree_in_quantities(system, physical)};
  for (const auto& [base, multiplicity] : factors.factors) {
    if (base == physical) result.physical = result.factors.size();
    std::vector<ScalarId> summands = written(scalars, system, base);
    std::vector<std::pair<Rational, ScalarId>> sum;
    for (const ScalarId summand : summands) sum.emplace_back(1, summand);
    result.factors.push_back({scalars.sum(sum), multiplicity, std::move(summands)});
  }
  result.polynomial = result.factors[result.physical].polynomial;
  return result;
}

/// A polynomial that vanishes at the solution with the factor that does.
struct Candidate {
  Polynomial physical;
  Polynomial::Factorization factors;
};

/// The shortest ones, irreducible and different; of a pair, combined into still shorter ones.
std::variant<std::vector<Candidate>, std::string> choose(const AlgebraicSystem& system, const Witness& witness,
                                                         const std::vector<Polynomial>& found) {
  std::vector<Candidate> candidates;
  for (const Polynomial& polynomial : found) {
    auto factors = factor(polynomial);
    const auto index = witness.physical(factors);
    if (!index) return "no factor of what elimination gave vanishes at the solution";
    const Polynomial physical = factors.factors[*index].first;
    const bool known = std::any_of(candidates.begin(), candidates.end(),
                                   [&](const Candidate& candidate) { return candidate.physical == physical; });
    if (!known) candidates.push_back({physical, std::move(factors)});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(a.physical.term_count(), a.physical) < std::pair(b.physical.term_count(), b.physical);
  });
  const std::size_t wanted = system.quantities.size();
  if (candidates.size() < wanted) return "the equations that are left do not determine it";
  candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(wanted), candidates.end());
  if (wanted == 1) return candidates;
  std::vector<Polynomial> pair = {candidates[0].physical, candidates[1].physical};
  shorten(pair, witness, system.functions.ring());
  std::vector<Candidate> result;
  for (const Polynomial& polynomial : pair) {
    const auto at = std::find_if(candidates.begin(), candidates.end(),
                                 [&](const Candidate& candidate) { return candidate.physical == polynomial; });
    result.push_back(at == candidates.end() ? Candidate{polynomial, factor(polynomial)} : *at);
  }
  return result;
}

EliminationOrFailure run(Model& model, AlgebraicSystem& system, const Witness& witness,
                         const EliminationOptions& options, Clock::time_point begin) {
  std::string reason;
  for (const Method method : {Method::Resultants, Method::Groebner}) {
    if (options.method != Method::Automatic && options.method != method) continue;
    const auto found = method == Method::Resultants
                           ? eliminate_by_resultants(system, witness)
                           : eliminate_by_groebner(system, options, options.seconds - seconds_since(begin));
    if (!reason.empty()) reason += "; ";
    if (const auto* error = std::get_if<std::string>(&found)) {
      reason += *error;
      continue;
    }
    const auto chosen = choose(system, witness, std::get<std::vector<Polynomial>>(found));
    if (const auto* error = std::get_if<std::string>(&chosen)) {
      reason += *error;
      continue;
    }
    Elimination result{.groebner = method == Method::Groebner};
    for (const auto& [physical, factors] : std::get<std::vector<Candidate>>(chosen)) {
      result.relations.push_back(relation(*model.scalars, system, physical, factors));
      result.residual = std::max(result.residual, static_cast<double>(witness.fresh_residual(physical)));
    }
    return result;
  }
  return EliminationFailure{Kind::NotReached, reason};
}

}  // namespace

EliminationOrFailure eliminate(Model& model, const Derivation& derivation, const std::vector<std::string>& names,
                               const PhysicalSolution& solution, const EliminationOptions& options) {
  const auto begin = Clock::now();
  const auto refused = [](std::string reason) { return EliminationFailure{Kind::NotAlgebraic, std::move(reason)}; };
  const auto failed = [](std::string reason) { return EliminationFailure{Kind::NotReached, std::move(reason)}; };
  if (names.empty() || names.size() > 2) return refused("elimination is for one quantity or for two");
  std::vector<Elimination::Quantity> quantities;
  std::vector<ScalarId> leaves;
  for (const std::string& name : names) {
    const auto index = find(derivation, name);
    if (!index) return refused(fmt::format("{} is neither an output nor an unknown", name));
    leaves.push_back(model.scalars->leaf(ScalarNode::Kind::Unknown, *index));
    quantities.push_back({name, leaves.back()});
  }
  if (leaves.size() == 2 && leaves[0] == leaves[1]) return refused("the two quantities are one");
  try {
    auto system = algebraic_system(model, derivation, leaves);
    if (auto* failure = std::get_if<EliminationFailure>(&system)) return std::move(*failure);
    auto& equations = std::get<AlgebraicSystem>(system);
    const Witness witness(model, equations.functions, solution, options);
    if (!witness.complete()) return failed("there are too few parameters near the defaults with a solution");
    const auto solved = [&](const Polynomial& equation) { return witness.vanishes(equation); };
    if (!std::all_of(equations.equations.begin(), equations.equations.end(), solved)) {
      return failed("the solution does not satisfy the equations");
    }
    auto result = run(model, equations, witness, options, begin);
    if (auto* found = std::get_if<Elimination>(&result)) {
      found->quantities = std::move(quantities);
      found->seconds = seconds_since(begin);
    }
    return result;
  } catch (const std::length_error& error) {
    return failed(error.what());
  }
}

}  // namespace freepencil
