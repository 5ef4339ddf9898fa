// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/scalar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <unordered_set>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;
using Terms = std::map<ScalarId, Rational>;

void combine(std::size_t& seed, std::size_t value) {
  seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

std::size_t hash_of(const Rational& value) { return hash_value(value); }

std::size_t hash_of(const ScalarNode& node) {
  std::size_t seed = static_cast<std::size_t>(node.kind);
  combine(seed, node.index);
  combine(seed, hash_of(node.value));
  for (const auto& [coefficient, id] : node.terms) {
    combine(seed, hash_of(coefficient));
    combine(seed, static_cast<std::size_t>(id));
  }
  return seed;
}

void accumulate(Terms& terms, ScalarId id, const Rational& coefficient) {
  const auto [at, inserted] = terms.try_emplace(id, coefficient);
  if (!inserted) at->second += coefficient;
  if (at->second == 0) terms.erase(at);
}

std::vector<std::pair<Rational, ScalarId>> listed(const Terms& terms) {
  std::vector<std::pair<Rational, ScalarId>> list;
  list.reserve(terms.size());
  for (const auto& [id, coefficient] : terms) list.emplace_back(coefficient, id);
  return list;
}

bool is_integer(const Rational& value) { return denominator(value) == 1; }

/// base^exponent for a number, exactly, where it is rational: 4^(1/2), (8/27)^(-2/3).
std::optional<Rational> exact_power(const Rational& base, const Rational& exponent) {
  if (is_integer(exponent)) return power(base, numerator(exponent));
  if (denominator(exponent) > 64 || (base == 0 && exponent < 0)) return std::nullopt;
  const auto root = exact_root(base, static_cast<unsigned>(denominator(exponent)));
  return root ? power(*root, numerator(exponent)) : std::nullopt;
}

}  // namespace

Scalars::Scalars() {
  zero_ = number(0);
  one_ = number(1);
}

ScalarId Scalars::intern(ScalarNode node) {
  const std::size_t hash = hash_of(node);
  const auto [begin, end] = index_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    if (nodes_[static_cast<std::size_t>(at->second)] == node) return at->second;
  }
  std::uint32_t depth = 0;
  std::uint32_t kinds = bit(node.kind);
  for (const auto& term : node.terms) {
    depth = std::max(depth, this->depth(term.second));
    kinds |= kinds_[static_cast<std::size_t>(term.second)];
  }
  const auto id = static_cast<ScalarId>(nodes_.size());
  nodes_.push_back(std::move(node));
  depths_.push_back(depth + 1);
  kinds_.push_back(kinds);
  index_.emplace(hash, id);
  return id;
}

ScalarId Scalars::number(const Rational& value) { return intern({.kind = Kind::Number, .value = value}); }

ScalarId Scalars::imaginary_unit() { return intern({.kind = Kind::ImaginaryUnit}); }

ScalarId Scalars::leaf(Kind kind, std::uint32_t index) { return intern({.kind = kind, .index = index}); }

ScalarId Scalars::sum(const std::vector<std::pair<Rational, ScalarId>>& terms, const Rational& constant) {
  Terms collected;
  Rational total = constant;
  for (const auto& [coefficient, id] : terms) {
    if (coefficient == 0) continue;
    const ScalarNode& node = (*this)[id];
    if (node.kind == Kind::Number) {
      total += coefficient * node.value;
    } else if (node.kind == Kind::Sum) {
      total += coefficient * node.value;
      for (const auto& [inner, inner_id] : node.terms) accumulate(collected, inner_id, coefficient * inner);
    } else {
      accumulate(collected, id, coefficient);
    }
  }
  if (collected.empty()) return number(total);
  if (total == 0 && collected.size() == 1 && collected.begin()->second == 1) return collected.begin()->first;
  return intern({.kind = Kind::Sum, .value = total, .terms = listed(collected)});
}

ScalarId Scalars::product(const std::vector<std::pair<Rational, ScalarId>>& powers) {
  Terms collected;
  Rational factor = 1;
  const auto absorb = [&](const auto& self, ScalarId id, const Rational& exponent) -> void {
    if (exponent == 0) return;
    const ScalarNode node = (*this)[id];
    if (node.kind == Kind::Number) {
      if (const auto value = exact_power(node.value, exponent)) {
        factor *= *value;
        return;
      }
    }
    // (x y)^k = x^k y^k holds for every k only if k is an integer or the factors are positive numbers.
    if (node.kind == Kind::Product && is_integer(exponent)) {
      for (const auto& [inner, inner_id] : node.terms) self(self, inner_id, inner * exponent);
      return;
    }
    if (node.kind == Kind::Sum && node.value == 0 && node.terms.size() == 1) {
      const auto& [coefficient, inner_id] = node.terms.front();
      const auto value = exact_power(coefficient, exponent);
      if (value && (is_integer(exponent) || coefficient > 0)) {
        factor *= *value;
        self(self, inner_id, exponent);
        return;
      }
    }
    if (node.kind == Kind::ImaginaryUnit && is_integer(exponent)) {
      const Integer turns = ((numerator(exponent) % 4) + 4) % 4;
      if (turns >= 2) factor = -factor;
      if (turns % 2 == 1) {
        const auto [at, inserted] = collected.try_emplace(id, Rational(1));
        if (!inserted) {  // i * i
          factor = -factor;
          collected.erase(at);
        }
      }
      return;
    }
    accumulate(collected, id, exponent);
  };
  for (const auto& [exponent, id] : powers) absorb(absorb, id, exponent);
  if (factor == 0) return zero_;

  // Merging fractional powers can leave one that is rational again: 2^(1/2) * 2^(1/2).
  for (auto at = collected.begin(); at != collected.end();) {
    const ScalarNode& node = (*this)[at->first];
    const auto value = node.kind == Kind::Number ? exact_power(node.value, at->second) : std::nullopt;
    if (value) factor *= *value;
    at = value ? collected.erase(at) : std::next(at);
  }
  if (collected.empty()) return number(factor);
  ScalarId id = collected.begin()->first;
  if (collected.size() > 1 || collected.begin()->second != 1) {
    id = intern({.kind = Kind::Product, .terms = listed(collected)});
  }
  return factor == 1 ? id : sum({{factor, id}});
}

ScalarId Scalars::power(ScalarId base, ScalarId exponent) {
  if (const auto number = as_number(exponent)) return power(base, *number);
  return intern({.kind = Kind::Power, .terms = {{1, base}, {1, exponent}}});
}

ScalarId Scalars::exp(ScalarId argument) {
  return argument == zero_ ? one_ : intern({.kind = Kind::Exp, .terms = {{1, argument}}});
}

ScalarId Scalars::log(ScalarId argument) {
  return argument == one_ ? zero_ : intern({.kind = Kind::Log, .terms = {{1, argument}}});
}

std::pair<ScalarId, ScalarId> Scalars::split_off(ScalarId id, Kind leaf) {
  const ScalarNode node = (*this)[id];
  if (node.kind == Kind::Sum && node.value == 0 && node.terms.size() == 1) {
    const auto [factor, rest] = split_off(node.terms.front().second, leaf);
    return {sum({{node.terms.front().first, factor}}), rest};
  }
  if (node.kind == Kind::Product) {
    std::vector<std::pair<Rational, ScalarId>> without, with;
    for (const auto& power : node.terms) (contains(power.second, leaf) ? with : without).push_back(power);
    return {product(without), product(with)};
  }
  return contains(id, leaf) ? std::pair(one_, id) : std::pair(id, one_);
}

ScalarId Scalars::conjugate(ScalarId id) {
  if (is_real(id)) return id;
  const ScalarNode node = (*this)[id];
  auto terms = node.terms;
  for (auto& term : terms) term.second = conjugate(term.second);
  switch (node.kind) {
    case Kind::ImaginaryUnit:
      return negate(id);
    case Kind::Sum:
      return sum(terms, node.value);
    case Kind::Product:
      return product(terms);
    case Kind::Power:
      return power(terms[0].second, terms[1].second);
    case Kind::Exp:
      return exp(terms[0].second);
    case Kind::Log:
      return log(terms[0].second);
    default:
      throw std::logic_error("a real leaf was taken for complex");
  }
}

std::optional<Rational> Scalars::as_number(ScalarId id) const {
  const ScalarNode& node = (*this)[id];
  return node.kind == Kind::Number ? std::optional<Rational>(node.value) : std::nullopt;
}

std::vector<std::uint32_t> Scalars::leaves(ScalarId id, ScalarNode::Kind kind) const {
  std::set<std::uint32_t> found;
  std::unordered_set<ScalarId> seen;
  std::vector<ScalarId> pending = {id};
  while (!pending.empty()) {
    const ScalarId at = pending.back();
    pending.pop_back();
    if (!contains(at, kind) || !seen.insert(at).second) continue;
    const ScalarNode& node = (*this)[at];
    if (node.kind == kind) found.insert(node.index);
    for (const auto& term : node.terms) pending.push_back(term.second);
  }
  return {found.begin(), found.end()};
}

}  // namespace freepencil
