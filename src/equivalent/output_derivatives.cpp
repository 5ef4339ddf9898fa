// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/output_derivatives.hpp"

#include <algorithm>

#include "equivalent/linear_solution.hpp"

namespace freepencil {

using Kind = ScalarNode::Kind;

OutputDerivatives::OutputDerivatives(Scalars& scalars, const Derivation& derivation, std::vector<ScalarId> values,
                                     ScalarId parameter, std::uint32_t first_letter)
    : scalars_(scalars),
      derivation_(derivation),
      values_(std::move(values)),
      parameter_(parameter),
      first_letter_(first_letter) {}

std::optional<ScalarId> OutputDerivatives::operator()(ScalarId output, int order) {
  ScalarId result = output;
  for (int k = 0; k < order; ++k) result = total(result);
  return complete_ ? std::optional(result) : std::nullopt;
}

ScalarId OutputDerivatives::total(ScalarId id) {
  Derivative derivative(scalars_, {Kind::Parameter, Kind::Unknown}, [this](ScalarId leaf) { return of_leaf(leaf); });
  return derivative(id);
}

// e_k -> e'_k -> e''_k: letters are in two runs behind the unknowns.
ScalarId OutputDerivatives::of_leaf(ScalarId leaf) {
  const ScalarNode node = scalars_[leaf];
  if (node.kind == Kind::Parameter) return leaf == parameter_ ? scalars_.one() : scalars_.zero();
  const auto count = static_cast<std::uint32_t>(values_.size());
  const std::uint32_t letter = node.index < count ? first_letter_ + node.index : node.index + count;
  if (!definitions_.contains(letter)) {
    const auto definition = node.index < count ? first(node.index) : std::optional(total(definitions_.at(node.index)));
    complete_ = complete_ && definition.has_value();
    definitions_.emplace(letter, definition.value_or(scalars_.zero()));
  }
  return scalars_.leaf(Kind::Unknown, letter);
}

std::optional<ScalarId> OutputDerivatives::first(std::uint32_t unknown) {
  std::vector<ScalarId> own;
  std::vector<std::uint32_t> indices;
  std::size_t component = 0;
  for (std::uint32_t k = 0; k < values_.size(); ++k) {
    if (derivation_.unknowns[k].component != derivation_.unknowns[unknown].component) continue;
    if (k == unknown) component = own.size();
    own.push_back(scalars_.leaf(Kind::Unknown, k));
    indices.push_back(k);
  }
  if (own.size() > most_linear_unknowns) return std::nullopt;
  // The unknowns of the component are held where the others and the parameter move.
  Derivative moved(scalars_, {Kind::Parameter, Kind::Unknown}, [&](ScalarId leaf) {
    return std::find(own.begin(), own.end(), leaf) == own.end() ? of_leaf(leaf) : scalars_.zero();
  });
  std::vector<std::vector<ScalarId>> matrix;
  std::vector<ScalarId> right;
  for (std::size_t r = 0; r < own.size(); ++r) {
    const ScalarId value = values_[indices[r]];
    auto& row = matrix.emplace_back();
    for (std::size_t c = 0; c < own.size(); ++c) {
      const ScalarId entry = scalars_.negate(derivative(scalars_, value, own[c]));
      row.push_back(r == c ? scalars_.add(scalars_.one(), entry) : entry);
    }
    right.push_back(moved(value));
  }
  return linear_solution(scalars_, matrix, right, component);
}

}  // namespace freepencil
