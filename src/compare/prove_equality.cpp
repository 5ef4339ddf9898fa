// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/prove_equality.hpp"

#include <chrono>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "compare/identity_system.hpp"
#include "compare/physical_factor.hpp"
#include "compare/rational_variety.hpp"
#include "compare/vanishes_on.hpp"
#include "expr/evaluate_precise.hpp"
#include "expr/rational_function.hpp"
#include "expr/substitute.hpp"

namespace freepencil {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = ScalarNode::Kind;

/// The digits of the point that tells factors apart: a factor that does not vanish is seldom smaller than 10^-60.
constexpr int point_digits = 60;

Leaves<Ball> leaves(const IdentitySystem& system) {
  return {.parameters = system.parameters,
          .sizes = {},
          .symbols = {},
          .locals = {},
          .traces = {},
          .unknowns = system.unknowns,
          .quantities = system.quantities};
}

std::vector<Ball> values_of(Scalars& scalars, const RationalFunctions& functions, const IdentitySystem& system) {
  std::vector<Ball> values;
  for (const auto& variable : functions.variables()) {
    const ScalarId power = scalars.power(variable.base, Rational(1, variable.root));
    values.push_back(evaluate<Ball>(scalars, power, leaves(system)));
  }
  return values;
}

bool is_letter(Kind kind) { return kind == Kind::Parameter || kind == Kind::Unknown || kind == Kind::Quantity; }

bool has_parameter_from(const Scalars& scalars, std::vector<ScalarId> pending, std::size_t index) {
  std::unordered_set<ScalarId> seen;
  while (!pending.empty()) {
    const ScalarNode& node = scalars[pending.back()];
    pending.pop_back();
    if (node.kind == Kind::Parameter && node.index >= index) return true;
    for (const auto& term : node.terms) {
      if (seen.insert(term.second).second) pending.push_back(term.second);
    }
  }
  return false;
}

/// Every solved letter in terms of free ones.
using Substitutes = std::unordered_map<ScalarId, ScalarId>;

class Prover {
 public:
  Prover(Model& model, const IdentitySystem& system, const EqualityProofOptions& options, Clock::time_point begin)
      : scalars_(*model.scalars), system_(system), options_(options), begin_(begin) {}

  /// The reason where it does not succeed.
  Reasoned<bool> operator()() {
    const Ball difference = evaluate<Ball>(scalars_, system_.difference, leaves(system_));
    if (!difference.is_finite()) return Reason{"a side has no value at a generic point"};
    if (!difference.contains_zero()) return Reason{"the sides differ at a generic point"};
    RationalFunctions functions(scalars_, system_.equations);
    const std::vector<Ball> values = values_of(scalars_, functions, system_);
    std::vector<Polynomial> equations;
    for (const ScalarId equation : system_.equations) {
      const auto fraction = functions.fraction(equation);
      if (!fraction) return Reason{"an equation divides by zero"};
      equations.push_back(fraction->numerator);
    }
    std::vector<char> solvable;
    for (const auto& variable : functions.variables()) {
      solvable.push_back(variable.root == 1 && is_letter(scalars_[variable.base].kind) ? 1 : 0);
    }
    const auto variety = rational_variety(equations, values, solvable, [this] { return left() <= 0; });
    if (!variety) return variety.failure();
    return vanishes(functions, *variety);
  }

 private:
  [[nodiscard]] double left() const {
    return options_.seconds - std::chrono::duration<double>(Clock::now() - begin_).count();
  }

  Substitutes substitutes(RationalFunctions& functions, const RationalVariety& variety) {
    Substitutes result;
    for (auto at = variety.solved.rbegin(); at != variety.solved.rend(); ++at) {
      const ScalarId value =
          scalars_.divide(functions.expression(at->numerator), functions.expression(at->denominator));
      result[functions.variables()[at->variable].base] = substituted(value, result);
    }
    return result;
  }

  ScalarId substituted(ScalarId id, const Substitutes& substitutes) {
    return substitute(scalars_, id, [&](const ScalarNode& node) -> std::optional<ScalarId> {
      if (!is_letter(node.kind)) return std::nullopt;
      const auto at = substitutes.find(scalars_.leaf(node.kind, node.index));
      return at == substitutes.end() ? std::nullopt : std::optional(at->second);
    });
  }

  Reasoned<bool> vanishes(RationalFunctions& functions, const RationalVariety& variety) {
    const Substitutes by = substitutes(functions, variety);
    std::vector<ScalarId> all = {substituted(system_.difference, by)};
    for (const Polynomial& polynomial : variety.left) all.push_back(functions.expression(polynomial));
    for (const auto& solved : variety.solved) all.push_back(substituted(functions.expression(solved.denominator), by));
    RationalFunctions free(scalars_, all);
    const auto difference = free.fraction(all.front());
    if (!difference) return Reason{"the difference of the sides divides by zero"};
    if (difference->numerator.is_zero()) return true;
    if (variety.left.empty()) return Reason{"the sides are not the same function of the letters"};
    auto proved = vanishes_on_the_rest(free, all, variety.left.size(), *difference);
    if (!proved && vanishes_on_this_branch(all.front(), all, variety.left.size())) return true;
    return proved;
  }

  /// With a letter for the difference, which is shown to be zero.
  bool vanishes_on_this_branch(ScalarId difference, const std::vector<ScalarId>& all, std::size_t generators) {
    std::vector<Ball> unknowns = system_.unknowns;
    unknowns.push_back(evaluate<Ball>(scalars_, system_.difference, leaves(system_)));
    IdentitySystem extended{.equations = {all.begin() + 1, all.begin() + 1 + static_cast<std::ptrdiff_t>(generators)},
                            .parameters = system_.parameters,
                            .unknowns = unknowns,
                            .quantities = system_.quantities};
    const ScalarId letter = scalars_.leaf(Kind::Unknown, static_cast<std::uint32_t>(unknowns.size() - 1));
    extended.equations.push_back(scalars_.subtract(difference, letter));
    RationalFunctions functions(scalars_, extended.equations);
    std::vector<Polynomial> equations;
    for (const ScalarId equation : extended.equations) {
      const auto fraction = functions.fraction(equation);
      if (!fraction) return false;
      equations.push_back(fraction->numerator);
    }
    std::vector<char> eliminated;
    for (const auto& variable : functions.variables()) {
      eliminated.push_back(scalars_[variable.base].kind == Kind::Parameter ? 0 : 1);
    }
    const auto values = values_of(scalars_, functions, extended);
    return is_zero_on_family(equations, *functions.find(letter), eliminated, values, [this] { return left() <= 0; });
  }

  Reasoned<bool> vanishes_on_the_rest(RationalFunctions& free, const std::vector<ScalarId>& all, std::size_t generators,
                                      const Fraction& difference) {
    PolynomialIdeal ideal;
    const auto add_denominator = [&](const Fraction& fraction) {
      for (const auto& [base, power] : fraction.denominator) ideal.nonzero.push_back(base);
    };
    add_denominator(difference);
    for (std::size_t k = 1; k < all.size(); ++k) {
      const auto fraction = free.fraction(all[k]);
      if (!fraction) return Reason{"a denominator divides by zero"};
      add_denominator(*fraction);
      (k <= generators ? ideal.generators : ideal.nonzero).push_back(fraction->numerator);
    }
    for (const auto& variable : free.variables()) {
      ideal.parameters.push_back(scalars_[variable.base].kind == Kind::Parameter && variable.root == 1 ? 1 : 0);
    }
    if (vanishes_on(ideal, difference.numerator, options_.singular, left())) return true;
    return Reason{"no Groebner basis shows that the difference of the sides is zero"};
  }

  Scalars& scalars_;
  const IdentitySystem& system_;
  const EqualityProofOptions& options_;
  Clock::time_point begin_;
};

}  // namespace

Reasoned<EqualityProof> prove_equality(Model& model, ScalarId left, ScalarId right,
                                       const EqualityProofOptions& options) {
  const auto begin = Clock::now();
  try {
    const auto system = identity_system(model, left, right, options.fixed, point_digits);
    if (!system) return system.failure();
    const WorkingPrecision precision(2 * point_digits);
    std::vector<ScalarId> all = system->equations;
    all.push_back(system->difference);
    const auto proved = Prover(model, *system, options, begin)();
    if (!proved) return proved.failure();
    return EqualityProof{.depends_on_sizes = system->depends_on_sizes,
                         .for_atoms = has_parameter_from(*model.scalars, all, options.atom_letters)};
  } catch (const std::length_error& error) {
    return Reason{error.what()};
  }
}

}  // namespace freepencil
