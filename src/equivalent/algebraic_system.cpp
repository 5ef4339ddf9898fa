// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/algebraic_system.hpp"

#include <algorithm>
#include <set>

#include "expr/substitute.hpp"

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

constexpr std::size_t max_atoms = 16;  ///< each is a factor of a denominator: beyond it no polynomial is readable

/// Why something is not algebraic; caught below.
struct Obstacle {
  std::string reason;
  std::optional<Span> span = {};
};

/// Replaces sizes and traces of deterministic matrices by what they are.
class Expansion {
 public:
  explicit Expansion(Model& model) : model_(model), scalars_(*model.scalars) {}

  ScalarId operator()(ScalarId id) {
    return substitute(scalars_, id, [this](const ScalarNode& leaf) -> std::optional<ScalarId> {
      if (leaf.kind == Kind::Size) return size(leaf.index);
      if (leaf.kind == Kind::Trace) return trace(model_.traces[leaf.index]);
      return std::nullopt;
    });
  }

 private:
  /// Relative to the reference: only ratios matter.
  ScalarId size(SpaceId space) {
    return model_.spaces[space].reference ? scalars_.one() : (*this)(model_.spaces[space].size);
  }

  ScalarId trace(MatrixId id) {
    const MatrixNode node = (*model_.matrices)[id];
    if (node.kind != MatrixNode::Kind::Deterministic) throw Obstacle{"a trace of a random matrix is left over"};
    const ScalarId function = (*this)(node.function);
    const auto spectrum = std::find_if(model_.spectra.begin(), model_.spectra.end(),
                                       [&](const Spectrum& candidate) { return candidate.space == node.row; });
    if (!scalars_.contains(function, Kind::Symbol)) return function;
    if (spectrum == model_.spectra.end()) {
      const auto& matrices = model_.explicit_matrices;
      throw Obstacle{"elimination needs spectra of a finite number of atoms with rational values, and no matrices",
                     matrices.empty() ? std::nullopt : std::optional(matrices.front().span)};
    }
    std::vector<std::pair<Rational, ScalarId>> sum;
    for (const Atom& atom : atoms(*spectrum)) {
      const ScalarId value = substitute(scalars_, function, [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
        if (leaf.kind != Kind::Symbol) return std::nullopt;
        const auto& symbols = spectrum->symbols;
        const auto at = std::find(symbols.begin(), symbols.end(), leaf.index);
        return at == symbols.end() ? std::nullopt
                                   : std::optional(atom.values[static_cast<std::size_t>(at - symbols.begin())]);
      });
      sum.emplace_back(1, scalars_.multiply(atom.weight, value));
    }
    return scalars_.sum(sum);
  }

  std::vector<Atom> atoms(const Spectrum& spectrum) {
    std::vector<Atom> result;
    if (const auto* list = std::get_if<std::vector<Atom>>(&spectrum.measure)) {
      result = *list;
    } else if (const auto* family = std::get_if<Family>(&spectrum.measure)) {
      expect_few(spectrum, static_cast<std::size_t>(family->to - family->from) + 1);
      for (std::int64_t k = family->from; k <= family->to; ++k) {
        result.push_back(row(family->values, {Rational(k)}, Rational(1, family->to - family->from + 1)));
      }
    } else {
      const auto& table = std::get<Table>(spectrum.measure);
      const std::size_t rows = table.columns.front().size();
      expect_few(spectrum, rows);
      for (std::size_t k = 0; k < rows; ++k) {
        std::vector<Rational> cells;
        for (const auto& column : table.columns) cells.push_back(column[k]);
        result.push_back(row(table.values, cells, table.weights.empty() ? Rational(1, rows) : table.weights[k]));
      }
    }
    expect_few(spectrum, result.size());
    for (Atom& atom : result) {
      atom.weight = (*this)(atom.weight);
      for (ScalarId& value : atom.values) value = (*this)(value);
    }
    return result;
  }

  /// One member of a family, one row of a table: `cells` are the values of the row variables.
  Atom row(const std::vector<ScalarId>& values, const std::vector<Rational>& cells, const Rational& weight) {
    Atom atom{.weight = scalars_.number(weight), .values = {}};
    for (const ScalarId value : values) {
      atom.values.push_back(substitute(scalars_, value, [&](const ScalarNode& leaf) -> std::optional<ScalarId> {
        return leaf.kind == Kind::Local ? std::optional(scalars_.number(cells[leaf.index])) : std::nullopt;
      }));
    }
    return atom;
  }

  void expect_few(const Spectrum& spectrum, std::size_t count) const {
    if (count <= max_atoms) return;
    throw Obstacle{"elimination needs spectra of a finite number of atoms with rational values, at most " +
                       std::to_string(max_atoms) + ": this one has " + std::to_string(count),
                   spectrum.span};
  }

  Model& model_;
  Scalars& scalars_;
};

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
  Expansion expansion(model);
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
