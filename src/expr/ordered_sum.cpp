// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/ordered_sum.hpp"

#include <algorithm>
#include <stdexcept>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

struct Split {
  ScalarId constant{}, rest{};
};

/// function = constant + rest, as far as sums and multiples of sums show it.
Split split_constant(Scalars& scalars, ScalarId function) {
  if (!scalars.contains(function, Kind::Symbol)) return {function, scalars.zero()};
  const ScalarNode node = scalars[function];
  if (node.kind == Kind::Sum) {
    Split split{scalars.number(node.value), scalars.zero()};
    for (const auto& [number, term] : node.terms) {
      const Split part = split_constant(scalars, term);
      split.constant = scalars.sum({{1, split.constant}, {number, part.constant}});
      split.rest = scalars.sum({{1, split.rest}, {number, part.rest}});
    }
    return split;
  }
  const bool multiple_of_sum = std::any_of(node.terms.begin(), node.terms.end(), [&](const auto& power) {
    return scalars[power.second].kind == Kind::Sum && scalars.contains(power.second, Kind::Symbol);
  });
  if (node.kind != Kind::Product || !multiple_of_sum) return {scalars.zero(), function};
  const Factored factored = factor_out(scalars, function);
  if (scalars[factored.rest].kind != Kind::Sum) return {scalars.zero(), function};
  const Split inner = split_constant(scalars, factored.rest);
  return {scalars.multiply(factored.coefficient, inner.constant), scalars.multiply(factored.coefficient, inner.rest)};
}

}  // namespace

std::optional<std::uint32_t> single_symbol(const Scalars& scalars, ScalarId function) {
  if (scalars[function].kind == Kind::Symbol) return scalars[function].index;
  if (!scalars.contains(function, Kind::Symbol)) return std::nullopt;
  const std::vector<std::uint32_t> symbols = scalars.leaves(function, ScalarNode::Kind::Symbol);
  if (symbols.size() > 1) throw std::logic_error("a function of several matrices that do not commute");
  return symbols.front();
}

Factored factor_out(Scalars& scalars, ScalarId function) {
  const ScalarNode node = scalars[function];
  if (node.kind == Kind::Sum && node.value == 0 && node.terms.size() == 1) {
    const Factored inner = factor_out(scalars, node.terms.front().second);
    const ScalarId number = scalars.number(node.terms.front().first);
    return {scalars.multiply(number, inner.coefficient), inner.rest};
  }
  if (node.kind != Kind::Product) return {scalars.one(), function};
  std::vector<std::pair<Rational, ScalarId>> outside, inside;
  for (const auto& power : node.terms) {
    (scalars.contains(power.second, Kind::Symbol) ? inside : outside).push_back(power);
  }
  return {scalars.product(outside), scalars.product(inside)};
}

void OrderedSum::add(ScalarId coefficient, ScalarId function) {
  const ScalarId term = coefficient == scalars_.one() ? function : scalars_.multiply(coefficient, function);
  const auto symbol = single_symbol(scalars_, term);
  ScalarId& total = symbol ? parts_.try_emplace(*symbol, scalars_.zero()).first->second : constant_;
  total = total == scalars_.zero() ? term : scalars_.add(total, term);
}

std::vector<ScalarId> OrderedSum::functions() && {
  std::erase_if(parts_, [&](const auto& part) {
    if (scalars_.contains(part.second, Kind::Symbol)) return false;
    constant_ = scalars_.add(constant_, part.second);  // the symbol has cancelled
    return true;
  });
  if (parts_.size() > 1) {
    for (auto& [symbol, function] : parts_) {
      const Split split = split_constant(scalars_, function);
      constant_ = scalars_.add(constant_, split.constant);
      function = split.rest;
    }
  }
  std::vector<ScalarId> functions;
  for (const auto& [symbol, function] : parts_) functions.push_back(function);
  if (functions.empty()) functions.push_back(scalars_.zero());
  functions.front() = scalars_.add(functions.front(), constant_);
  std::erase(functions, scalars_.zero());
  return functions;
}

}  // namespace freepencil
