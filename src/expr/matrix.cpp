// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/matrix.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "expr/ordered_sum.hpp"

namespace freepencil {
namespace {

using Kind = MatrixNode::Kind;

void combine(std::size_t& seed, std::size_t value) {
  seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

std::size_t hash_of(const MatrixNode& node) {
  std::size_t seed = static_cast<std::size_t>(node.kind);
  for (const std::size_t part :
       {static_cast<std::size_t>(node.row), static_cast<std::size_t>(node.column),
        static_cast<std::size_t>(node.function), static_cast<std::size_t>(node.variable),
        static_cast<std::size_t>(node.adjoint), static_cast<std::size_t>(node.block),
        static_cast<std::size_t>(node.block_row), static_cast<std::size_t>(node.block_column)}) {
    combine(seed, part);
  }
  for (const MatrixId id : node.children) combine(seed, static_cast<std::size_t>(id));
  for (const ScalarId id : node.coefficients) combine(seed, static_cast<std::size_t>(id));
  return seed;
}

}  // namespace

MatrixId Matrices::intern(MatrixNode node) {
  const std::size_t hash = hash_of(node);
  const auto [begin, end] = index_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    if (nodes_[static_cast<std::size_t>(at->second)] == node) return at->second;
  }
  std::uint32_t depth = 0;
  for (const MatrixId child : node.children) depth = std::max(depth, this->depth(child));
  if (node.kind == Kind::InverseBlock) {
    for (const MatrixId entry : blocks_[node.block].entries) depth = std::max(depth, this->depth(entry));
  }
  const auto id = static_cast<MatrixId>(nodes_.size());
  nodes_.push_back(std::move(node));
  depths_.push_back(depth + 1);
  index_.emplace(hash, id);
  return id;
}

void Matrices::keep_order(SpaceId space) {
  if (ordered_.size() <= space) ordered_.resize(space + 1);
  ordered_[space] = true;
}

MatrixId Matrices::deterministic(SpaceId space, ScalarId function) {
  if (function == scalars_->zero()) return zero(space, space);
  if (keeps_order(space)) static_cast<void>(single_symbol(*scalars_, function));
  return intern({.kind = Kind::Deterministic, .row = space, .column = space, .function = function});
}

MatrixId Matrices::zero(SpaceId row, SpaceId column) {
  return intern({.kind = Kind::Combination, .row = row, .column = column});
}

MatrixId Matrices::random(std::uint32_t variable, bool adjoint, SpaceId row, SpaceId column) {
  return intern({.kind = Kind::Random, .row = row, .column = column, .variable = variable, .adjoint = adjoint});
}

bool Matrices::is_zero(MatrixId id) const {
  const MatrixNode& node = (*this)[id];
  return node.kind == Kind::Combination && node.children.empty();
}

std::optional<ScalarId> Matrices::as_multiple_of_identity(MatrixId id) const {
  const MatrixNode& node = (*this)[id];
  if (node.kind != Kind::Deterministic || scalars_->contains(node.function, ScalarNode::Kind::Symbol)) {
    return std::nullopt;
  }
  return node.function;
}

std::pair<ScalarId, MatrixId> Matrices::take_out_scalar(MatrixId id) {
  const MatrixNode node = (*this)[id];
  if (node.kind == Kind::Combination && node.children.size() == 1) {
    const auto [factor, rest] = take_out_scalar(node.children.front());
    return {scalars_->multiply(node.coefficients.front(), factor), rest};
  }
  if (node.kind == Kind::Product) {
    ScalarId total = scalars_->one();
    std::vector<MatrixId> factors;
    for (const MatrixId child : node.children) {
      const bool plain = (*this)[child].kind == Kind::Deterministic;
      const auto [factor, rest] = plain ? take_out_scalar(child) : std::pair(scalars_->one(), child);
      total = scalars_->multiply(total, factor);
      factors.push_back(rest);
    }
    return {total, total == scalars_->one() ? id : product(factors)};
  }
  if (node.kind != Kind::Deterministic) return {scalars_->one(), id};
  const auto factors = scalars_->split_off(node.function, ScalarNode::Kind::Symbol);
  return {factors.first, deterministic(node.row, factors.second)};
}

MatrixId Matrices::combination(SpaceId row, SpaceId column, const std::vector<std::pair<ScalarId, MatrixId>>& terms) {
  std::map<MatrixId, ScalarId> collected;
  ScalarId function = scalars_->zero();
  OrderedSum functions(*scalars_);
  const auto absorb = [&](const auto& self, ScalarId coefficient, MatrixId id) -> void {
    const MatrixNode node = (*this)[id];
    if (node.kind == Kind::Deterministic && keeps_order(row)) {
      functions.add(coefficient, node.function);
    } else if (node.kind == Kind::Deterministic) {
      function = scalars_->add(function, scalars_->multiply(coefficient, node.function));
    } else if (node.kind == Kind::Combination) {
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        self(self, scalars_->multiply(coefficient, node.coefficients[k]), node.children[k]);
      }
    } else {
      const auto [at, inserted] = collected.try_emplace(id, coefficient);
      if (!inserted) at->second = scalars_->add(at->second, coefficient);
    }
  };
  for (const auto& [coefficient, id] : terms) absorb(absorb, coefficient, id);

  if (function != scalars_->zero()) collected.emplace(deterministic(row, function), scalars_->one());
  for (const ScalarId of_one : std::move(functions).functions()) {
    collected.emplace(deterministic(row, of_one), scalars_->one());
  }
  std::erase_if(collected, [&](const auto& term) { return term.second == scalars_->zero(); });
  if (collected.size() == 1 && collected.begin()->second == scalars_->one()) return collected.begin()->first;

  MatrixNode node{.kind = Kind::Combination, .row = row, .column = column};
  for (const auto& [id, coefficient] : collected) {
    node.children.push_back(id);
    node.coefficients.push_back(coefficient);
  }
  return intern(std::move(node));
}

MatrixId Matrices::sum(MatrixId a, MatrixId b) {
  const auto [row, column] = std::pair((*this)[a].row, (*this)[a].column);
  return combination(row, column, {{scalars_->one(), a}, {scalars_->one(), b}});
}

MatrixId Matrices::scaled(ScalarId factor, MatrixId id) {
  const auto [row, column] = std::pair((*this)[id].row, (*this)[id].column);
  return combination(row, column, {{factor, id}});
}

bool Matrices::merge(const MatrixNode& left, const MatrixNode& right) const {
  if (left.kind != Kind::Deterministic || right.kind != Kind::Deterministic) return false;
  return !keeps_order(left.row) || single_symbol(*scalars_, left.function) == single_symbol(*scalars_, right.function);
}

MatrixId Matrices::product(const std::vector<MatrixId>& factors) {
  const SpaceId row = (*this)[factors.front()].row;
  const SpaceId column = (*this)[factors.back()].column;
  ScalarId coefficient = scalars_->one();
  std::vector<MatrixId> chain;
  const auto absorb = [&](const auto& self, MatrixId id) -> void {
    const MatrixNode node = (*this)[id];
    if (const auto multiple = as_multiple_of_identity(id)) {
      coefficient = scalars_->multiply(coefficient, *multiple);
    } else if (node.kind == Kind::Combination && node.children.size() <= 1) {
      coefficient =
          node.children.empty() ? scalars_->zero() : scalars_->multiply(coefficient, node.coefficients.front());
      if (!node.children.empty()) self(self, node.children.front());
    } else if (node.kind == Kind::Product) {
      for (const MatrixId child : node.children) self(self, child);
    } else if (!chain.empty() && merge((*this)[chain.back()], node)) {
      const ScalarId merged = scalars_->multiply((*this)[chain.back()].function, node.function);
      chain.pop_back();
      self(self, deterministic(node.row, merged));
    } else if (node.kind == Kind::Deterministic && keeps_order(node.row)) {
      const Factored factored = factor_out(*scalars_, node.function);
      coefficient = scalars_->multiply(coefficient, factored.coefficient);
      chain.push_back(deterministic(node.row, factored.rest));
    } else {
      chain.push_back(id);
    }
  };
  for (const MatrixId id : factors) absorb(absorb, id);

  if (coefficient == scalars_->zero()) return zero(row, column);
  MatrixId id = identity(row);
  if (chain.size() == 1) id = chain.front();
  if (chain.size() > 1) id = intern({.kind = Kind::Product, .row = row, .column = column, .children = chain});
  return coefficient == scalars_->one() ? id : combination(row, column, {{coefficient, id}});
}

MatrixId Matrices::inverse(MatrixId argument) {
  const MatrixNode node = (*this)[argument];
  if (is_zero(argument)) throw std::domain_error("the zero matrix has no inverse");
  if (node.kind == Kind::Deterministic) return deterministic(node.row, scalars_->power(node.function, Rational(-1)));
  if (node.kind == Kind::Combination && node.children.size() == 1) {
    const ScalarId reciprocal = scalars_->power(node.coefficients.front(), Rational(-1));
    return combination(node.row, node.column, {{reciprocal, inverse(node.children.front())}});
  }
  return intern({.kind = Kind::Inverse, .row = node.column, .column = node.row, .children = {argument}});
}

MatrixId Matrices::inverse_block(BlockMatrix matrix, std::uint32_t block_row, std::uint32_t block_column) {
  const auto known = std::find(blocks_.begin(), blocks_.end(), matrix);
  const auto index = static_cast<std::uint32_t>(known - blocks_.begin());
  if (known == blocks_.end()) blocks_.push_back(std::move(matrix));
  const BlockMatrix& block = blocks_[index];
  return intern({.kind = Kind::InverseBlock,
                 .row = block.columns[block_row],
                 .column = block.rows[block_column],
                 .block = index,
                 .block_row = block_row,
                 .block_column = block_column});
}

MatrixId Matrices::adjoint(MatrixId id) {
  const auto known = adjoints_.find(id);
  if (known != adjoints_.end()) return known->second;
  const MatrixId result = make_adjoint((*this)[id]);
  adjoints_.emplace(id, result);
  adjoints_.emplace(result, id);
  return result;
}

MatrixId Matrices::make_adjoint(const MatrixNode& original) {
  const MatrixNode node = original;  // the arena may move while children are made
  switch (node.kind) {
    case Kind::Deterministic:
      return deterministic(node.row, scalars_->conjugate(node.function));
    case Kind::Random:
      return random(node.variable, !node.adjoint, node.column, node.row);
    case Kind::Combination: {
      std::vector<std::pair<ScalarId, MatrixId>> terms;
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        terms.emplace_back(scalars_->conjugate(node.coefficients[k]), adjoint(node.children[k]));
      }
      return combination(node.column, node.row, terms);
    }
    case Kind::Product: {
      std::vector<MatrixId> factors;
      for (auto at = node.children.rbegin(); at != node.children.rend(); ++at) factors.push_back(adjoint(*at));
      return product(factors);
    }
    case Kind::Inverse:
      return inverse(adjoint(node.children.front()));
    case Kind::InverseBlock: {
      const BlockMatrix block = blocks_[node.block];
      const std::size_t size = block.rows.size();
      BlockMatrix transposed{.rows = block.columns, .columns = block.rows, .entries = {}};
      for (std::size_t r = 0; r < size; ++r) {
        for (std::size_t c = 0; c < size; ++c) transposed.entries.push_back(adjoint(block.entries[c * size + r]));
      }
      return inverse_block(std::move(transposed), node.block_column, node.block_row);
    }
  }
  throw std::logic_error("every kind of matrix node has an adjoint");
}

}  // namespace freepencil
