// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/symbolic_theory.hpp"

#include <algorithm>

#include "expr/algebra.hpp"
#include "expr/collect.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

SymbolicTheory::SymbolicTheory(Model& model, const Linearization& linearization, const std::vector<Relation>& relations,
                               const Structure& structure, std::vector<bool> negated)
    : model_(model),
      scalars_(*model.scalars),
      matrices_(*model.matrices),
      linearization_(linearization),
      relations_(relations),
      structure_(structure),
      functions_(random_functions(model, linearization.pencil)),
      negated_(std::move(negated)),
      sizes_(scalars_,
             [this](const ScalarNode& node) -> std::optional<ScalarId> {
               if (node.kind != Kind::Size) return std::nullopt;
               const Space& space = model_.spaces[node.index];
               return space.reference ? scalars_.one() : sizes_(space.size);
             }),
      followers_(scalars_, [this](const ScalarNode& node) { return followed(node); }) {
  leaves_.resize(structure.unknowns.size());
  std::uint32_t next = 0;
  for (const int u : structure.solved) {
    const ScalarId leaf = scalars_.leaf(Kind::Unknown, next);
    leaves_[u] = negated_[next++] ? scalars_.negate(leaf) : leaf;
  }
  for (const auto& stage : structure.stages) {
    for (const int u : stage) {
      follower_of_leaf_[next] = u;
      leaves_[u] = scalars_.leaf(Kind::Unknown, next++);
    }
  }
  for (const Component& component : structure.components) {
    if (component.nonlinear) continue;
    for (const int k : component.unknowns) {
      linear_leaves_.push_back(scalars_.leaf(Kind::Unknown, static_cast<std::uint32_t>(k)));
    }
  }
  for (std::size_t t = 0; t < model.traces.size(); ++t) {
    traces_.emplace(model.traces[t], scalars_.leaf(Kind::Trace, static_cast<std::uint32_t>(t)));
  }
  const Pencil& pencil = linearization.pencil;
  plain_.assign(model.spaces.size(), 1);
  for (const Symbol& symbol : model.symbols) plain_[symbol.space] = 0;
  inverse_.emplace(matrices_, pencil.rows, pencil.columns, equation(),
                   SymbolicInverse::Hooks{[this](MatrixId id) { return tidy(id); },
                                          [this](int k, int l) { return known_block(k, l); }});
}

ScalarId SymbolicTheory::value(int unknown) {
  if (structure_.relation[unknown] < 0) return leaves_[unknown];
  const Relation& relation = relations_[structure_.relation[unknown]];
  ScalarId total = in_parameters(relation.constant);
  for (const auto& [other, coefficient] : relation.terms) {
    const auto at = std::lower_bound(structure_.unknowns.begin(), structure_.unknowns.end(), other);
    const ScalarId leaf = leaves_[at - structure_.unknowns.begin()];
    total = scalars_.add(total, scalars_.multiply(in_parameters(coefficient), leaf));
  }
  return total;
}

// F - S.
SymbolicInverse::Entries SymbolicTheory::equation() {
  SymbolicInverse::Entries entries;
  const auto add = [&](int row, int column, MatrixId matrix) {
    const auto [at, inserted] = entries.try_emplace({row, column}, matrix);
    if (!inserted) at->second = matrices_.sum(at->second, matrix);
  };
  std::vector<const RandomTerm*> terms;
  for (const PencilEntry& entry : linearization_.pencil.entries) {
    if (!matrices_.is_zero(entry.deterministic)) {
      add(static_cast<int>(entry.row), static_cast<int>(entry.column), sizes_(matrices_, entry.deterministic));
    }
    for (const RandomTerm& term : entry.random) terms.push_back(&term);
  }
  for (const CovarianceTerm& term : structure_.covariance) {
    const RandomTerm& left = *terms[term.left];
    const RandomTerm& right = *terms[term.right];
    const RandomMatrix& random = model_.randoms[left.variable];
    const ScalarId size = model_.spaces[left.adjoint ? random.row : random.column].reference
                              ? scalars_.one()
                              : scalars_.leaf(Kind::Size, left.adjoint ? random.row : random.column);
    ScalarId strength =
        scalars_.product({{1, left.coefficient}, {1, right.coefficient}, {1, random.variance}, {1, size}});
    strength = scalars_.multiply(simplified(in_parameters(strength)), value(term.unknown));
    add(term.row, term.column,
        matrices_.scaled(scalars_.negate(strength), matrices_.product({left.left, right.right})));
  }
  for (auto& [at, entry] : entries) entry = tidy(entry);
  std::erase_if(entries, [&](const auto& entry) { return matrices_.is_zero(entry.second); });
  return entries;
}

ScalarId SymbolicTheory::simplified(ScalarId id) {
  if (const auto known = simplified_.find(id); known != simplified_.end()) return known->second;
  const ScalarId result = simplify(scalars_, id);
  simplified_.emplace(result, result);
  return simplified_[id] = result;
}

MatrixId SymbolicTheory::tidy(MatrixId matrix) {
  const MatrixNode node = matrices_[matrix];
  if (node.kind != MatrixNode::Kind::Deterministic) return matrix;
  return matrices_.deterministic(node.row, simplified(node.function));
}

std::optional<ScalarId> SymbolicTheory::followed(const ScalarNode& node) {
  if (node.kind != Kind::Unknown) return std::nullopt;
  const auto at = follower_of_leaf_.find(node.index);
  if (at == follower_of_leaf_.end()) return std::nullopt;
  const auto formula = traced(structure_.unknowns[at->second]);
  complete_ = complete_ && formula.has_value();
  return formula;
}

std::optional<MatrixId> SymbolicTheory::known_block(int k, int l) {
  const SpaceId space = linearization_.pencil.columns[k];
  if (!plain_[space] || linearization_.pencil.rows[l] != space) return std::nullopt;
  const TracedBlock traced{{k, l}, {}};
  const auto at = std::lower_bound(structure_.unknowns.begin(), structure_.unknowns.end(), traced);
  if (at == structure_.unknowns.end() || *at != traced) return std::nullopt;
  return matrices_.deterministic(space, value(static_cast<int>(at - structure_.unknowns.begin())));
}

std::optional<MatrixId> SymbolicTheory::block(int k, int l) {
  if (const auto known = known_block(k, l)) return tidy(followers_(matrices_, *known));
  return formula(k, l);
}

std::optional<MatrixId> SymbolicTheory::formula(int k, int l) {
  const auto raw = inverse_->block(k, l);
  if (!raw) return std::nullopt;
  const MatrixId result = tidy(followers_(matrices_, *raw));
  return complete_ ? std::optional(result) : std::nullopt;
}

std::optional<MatrixId> SymbolicTheory::limit(const TraceFunctional& functional) {
  MatrixId total = sizes_(matrices_, functional.deterministic);
  for (const TraceTerm& term : functional.terms) {
    const auto M = block(static_cast<int>(term.column), static_cast<int>(term.row));
    if (!M) return std::nullopt;
    total = matrices_.sum(total, matrices_.product({sizes_(matrices_, term.left), *M, sizes_(matrices_, term.right)}));
  }
  return tidy(total);
}

MatrixId SymbolicTheory::weighted(const TracedBlock& traced, MatrixId block) {
  std::vector<MatrixId> factors;
  for (const int function : {traced.weight.first, traced.weight.second}) {
    if (function >= 0) factors.push_back(functions_[function]);
  }
  factors.push_back(block);
  return matrices_.product(factors);
}

std::optional<ScalarId> SymbolicTheory::traced(const TracedBlock& traced) {
  const auto M = formula(traced.block.column, traced.block.row);
  if (!M) return std::nullopt;
  return trace(weighted(traced, *M));
}

std::optional<ScalarId> SymbolicTheory::right_hand_side(int k) {
  const auto value = traced(structure_.unknowns[structure_.solved[k]]);
  if (!value) return std::nullopt;
  return simplified(negated_[k] ? scalars_.negate(*value) : *value);
}

ScalarId SymbolicTheory::trace_leaf(MatrixId matrix) {
  const auto index = static_cast<std::uint32_t>(model_.traces.size());
  const auto [at, inserted] = traces_.try_emplace(matrix, scalars_.leaf(Kind::Trace, index));
  if (inserted) {
    model_.traces.push_back(matrix);
    model_.trace_spans.emplace_back();
  }
  return at->second;
}

ScalarId SymbolicTheory::trace_of_function(SpaceId space, ScalarId function) {
  const auto [factor, rest] = scalars_.split_off(simplified(function), Kind::Symbol);
  if (rest == scalars_.one()) return factor;
  return scalars_.multiply(factor, trace_leaf(matrices_.deterministic(space, rest)));
}

ScalarId SymbolicTheory::trace(MatrixId matrix) {
  const MatrixNode node = matrices_[matrix];
  if (node.kind == MatrixNode::Kind::Combination) {
    ScalarId total = scalars_.zero();
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      total = scalars_.add(total, scalars_.multiply(node.coefficients[k], trace(node.children[k])));
    }
    return total;
  }
  if (node.kind == MatrixNode::Kind::Product) {
    // Sums between matrices that do not commute are taken apart, or unknowns would stay inside.
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      const MatrixNode sum = matrices_[node.children[k]];
      if (sum.kind != MatrixNode::Kind::Combination) continue;
      std::vector<std::pair<ScalarId, MatrixId>> terms;
      for (std::size_t t = 0; t < sum.children.size(); ++t) {
        std::vector<MatrixId> factors = node.children;
        factors[k] = sum.children[t];
        terms.emplace_back(sum.coefficients[t], matrices_.product(factors));
      }
      return trace(matrices_.combination(node.row, node.column, terms));
    }
  }
  if (node.kind != MatrixNode::Kind::Deterministic) return trace_leaf(matrix);
  const auto parts = linear_leaves_.empty() ? std::nullopt : collect(scalars_, node.function, linear_leaves_);
  if (!parts) return trace_of_function(node.row, node.function);
  ScalarId total = scalars_.zero();
  for (const auto& [exponents, function] : *parts) {
    std::vector<std::pair<Rational, ScalarId>> factors = {{1, trace_of_function(node.row, function)}};
    for (std::size_t k = 0; k < exponents.size(); ++k) factors.emplace_back(exponents[k], linear_leaves_[k]);
    total = scalars_.add(total, scalars_.product(factors));
  }
  return total;
}

}  // namespace freepencil
