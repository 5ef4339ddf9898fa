// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/block_system.hpp"

#include <algorithm>
#include <tuple>

namespace freepencil {

namespace {

auto order(const RandomTerm& term) { return std::tuple(term.variable, term.adjoint, term.right, term.left); }

}  // namespace

AffineBlock BlockAlgebra::random(std::uint32_t variable, bool adjoint) const {
  const RandomMatrix& matrix = model_.randoms[variable];
  const SpaceId row = adjoint ? matrix.column : matrix.row;
  const SpaceId column = adjoint ? matrix.row : matrix.column;
  // A purely random block may join two spaces; its zero deterministic part has that type.
  return {matrices_.zero(row, column),
          {{variable, adjoint, scalars_.one(), matrices_.identity(row), matrices_.identity(column)}}};
}

AffineBlock BlockAlgebra::number(SpaceId space, int value) const {
  return deterministic(matrices_.deterministic(space, scalars_.number(value)));
}

bool BlockAlgebra::is_zero(const AffineBlock& block) const {
  return block.random.empty() && matrices_.is_zero(block.deterministic);
}

std::optional<Rational> BlockAlgebra::as_number(const AffineBlock& block) const {
  if (!is_deterministic(block)) return std::nullopt;
  const auto multiple = matrices_.as_multiple_of_identity(block.deterministic);
  return multiple ? scalars_.as_number(*multiple) : std::nullopt;
}

// Numbers and parameters stand in the coefficient, so that equal terms look equal.
RandomTerm BlockAlgebra::normal(RandomTerm term) const {
  for (MatrixId* side : {&term.left, &term.right}) {
    const auto [factor, rest] = matrices_.take_out_scalar(*side);
    term.coefficient = scalars_.multiply(term.coefficient, factor);
    *side = rest;
  }
  return term;
}

void BlockAlgebra::add_term(std::vector<RandomTerm>& terms, const RandomTerm& added) const {
  const RandomTerm term = normal(added);
  if (term.coefficient == scalars_.zero() || is_zero(term.left) || is_zero(term.right)) return;
  const auto alike = std::find_if(terms.begin(), terms.end(), [&](const RandomTerm& known) {
    return known.variable == term.variable && known.adjoint == term.adjoint &&
           (known.right == term.right || known.left == term.left);
  });
  if (alike == terms.end()) {
    terms.insert(std::upper_bound(terms.begin(), terms.end(), term,
                                  [](const RandomTerm& x, const RandomTerm& y) { return order(x) < order(y); }),
                 term);
    return;
  }
  RandomTerm merged = *alike;
  terms.erase(alike);
  MatrixId RandomTerm::*side = merged.right == term.right ? &RandomTerm::left : &RandomTerm::right;
  merged.*side = add(scale(merged.coefficient, merged.*side), scale(term.coefficient, term.*side));
  merged.coefficient = scalars_.one();
  add_term(terms, merged);
}

AffineBlock BlockAlgebra::scale(ScalarId factor, const AffineBlock& block) const {
  AffineBlock result{scale(factor, block.deterministic), {}};
  for (RandomTerm term : block.random) {
    term.coefficient = scalars_.multiply(factor, term.coefficient);
    add_term(result.random, term);
  }
  return result;
}

AffineBlock BlockAlgebra::multiply(const AffineBlock& a, const AffineBlock& b) const {
  AffineBlock result{multiply(a.deterministic, b.deterministic), {}};
  for (RandomTerm term : a.random) {
    term.right = multiply(term.right, b.deterministic);
    add_term(result.random, term);
  }
  for (RandomTerm term : b.random) {
    term.left = multiply(a.deterministic, term.left);
    add_term(result.random, term);
  }
  return result;
}

AffineBlock BlockAlgebra::add(const AffineBlock& a, const AffineBlock& b) const {
  AffineBlock result{add(a.deterministic, b.deterministic), a.random};
  for (const RandomTerm& term : b.random) add_term(result.random, term);
  return result;
}

void BlockAlgebra::add_to(DeterministicVector& vector, std::uint32_t index, MatrixId value) const {
  const auto [at, inserted] = vector.try_emplace(index, value);
  if (!inserted) at->second = add(at->second, value);
  if (is_zero(at->second)) vector.erase(at);
}

std::uint32_t BlockSystem::add_column(SpaceId space) {
  column_spaces_.push_back(space);
  columns_.emplace_back();
  return static_cast<std::uint32_t>(columns_.size() - 1);
}

std::uint32_t BlockSystem::add_row(SpaceId space, std::uint32_t defines) {
  row_spaces_.push_back(space);
  defines_.push_back(defines);
  rows_.emplace_back();
  return static_cast<std::uint32_t>(rows_.size() - 1);
}

void BlockSystem::add(std::uint32_t row, std::uint32_t column, const AffineBlock& block) {
  if (algebra.is_zero(block)) return;
  const auto [at, inserted] = rows_[row].try_emplace(column, block);
  if (!inserted) at->second = algebra.add(at->second, block);
  columns_[column].insert(row);
  if (algebra.is_zero(at->second)) erase(row, column);
}

void BlockSystem::solve_pair(std::uint32_t row, std::uint32_t column) {
  *std::find(defines_.begin(), defines_.end(), column) = defines_[row];
  defines_[row] = column;
}

void BlockSystem::erase(std::uint32_t row, std::uint32_t column) {
  rows_[row].erase(column);
  columns_[column].erase(row);
}

}  // namespace freepencil
