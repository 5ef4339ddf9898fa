// SPDX-License-Identifier: GPL-3.0-or-later
#include "pencil/block_system.hpp"

#include <algorithm>

namespace freepencil {

AffineBlock BlockAlgebra::random(std::uint32_t variable, bool adjoint) const {
  return {scalars_.zero(), {{variable, adjoint, scalars_.one()}}};
}

bool BlockAlgebra::is_zero(const AffineBlock& block) const {
  return block.random.empty() && block.deterministic == scalars_.zero();
}

bool BlockAlgebra::is_multiple_of_identity(const AffineBlock& block) const {
  return block.random.empty() && !scalars_.contains(block.deterministic, ScalarNode::Kind::Symbol);
}

bool BlockAlgebra::can_multiply(const AffineBlock& a, const AffineBlock& b) const {
  return is_multiple_of_identity(a) || is_multiple_of_identity(b) || (is_deterministic(a) && is_deterministic(b));
}

AffineBlock BlockAlgebra::scale(ScalarId factor, const AffineBlock& block) const {
  AffineBlock result = block;
  result.deterministic = scalars_.multiply(factor, block.deterministic);
  for (RandomTerm& term : result.random) term.coefficient = scalars_.multiply(factor, term.coefficient);
  std::erase_if(result.random, [&](const RandomTerm& term) { return term.coefficient == scalars_.zero(); });
  return result;
}

AffineBlock BlockAlgebra::multiply(const AffineBlock& a, const AffineBlock& b) const {
  return a.random.empty() ? scale(a.deterministic, b) : scale(b.deterministic, a);
}

AffineBlock BlockAlgebra::add(const AffineBlock& a, const AffineBlock& b) const {
  AffineBlock result = a;
  result.deterministic = scalars_.add(a.deterministic, b.deterministic);
  for (const RandomTerm& term : b.random) {
    const auto key = [](const RandomTerm& t) { return std::pair(t.variable, t.adjoint); };
    const auto at = std::lower_bound(result.random.begin(), result.random.end(), term,
                                     [&](const RandomTerm& x, const RandomTerm& y) { return key(x) < key(y); });
    if (at == result.random.end() || key(*at) != key(term)) {
      result.random.insert(at, term);
      continue;
    }
    at->coefficient = scalars_.add(at->coefficient, term.coefficient);
    if (at->coefficient == scalars_.zero()) result.random.erase(at);
  }
  return result;
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
