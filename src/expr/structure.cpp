// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/structure.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

/// With the sign left out: between terms it takes no room of its own.
std::size_t length_of(const Rational& value) {
  const auto digits = [](const Integer& integer) { return integer.str().size(); };
  const std::size_t above = digits(abs(numerator(value)));
  return denominator(value) == 1 ? above : above + 1 + digits(denominator(value));
}

/// Lengths of the parts of one expression, each computed once: written out, shared parts count as often as they occur.
class Ruler {
 public:
  explicit Ruler(const Scalars& scalars) : scalars_(scalars) {}

  std::size_t length(ScalarId id) {
    if (const auto at = known_.find(id); at != known_.end()) return at->second;
    const std::size_t length = std::min(measure(scalars_[id]), longest);
    known_.emplace(id, length);
    return length;
  }

 private:
  static constexpr std::size_t longest = std::numeric_limits<std::uint32_t>::max();

  std::size_t measure(const ScalarNode& node) {
    switch (node.kind) {
      case Kind::Number:
        return length_of(node.value) + (node.value < 0 ? 1 : 0);
      case Kind::ImaginaryUnit:
        return 1;
      case Kind::Trace:
        return 6;  // tr(..) of something
      case Kind::Sum:
        return sum(node);
      case Kind::Product:
        return product(node);
      case Kind::Power:
      case Kind::Exp:
      case Kind::Log: {
        std::size_t total = 3;
        for (const auto& term : node.terms) total += length(term.second);
        return total;
      }
      default:
        return 2;  // a letter with an index
    }
  }

  std::size_t sum(const ScalarNode& node) {
    std::size_t total = 0;
    bool positive = false;
    if (node.value != 0) {
      total += length_of(node.value) + 1;
      positive = node.value > 0;
    }
    for (const auto& [coefficient, id] : node.terms) {
      total += length(id) + 1;
      if (abs(coefficient) != 1) total += length_of(coefficient) + 1;
      positive = positive || coefficient > 0;
    }
    return positive ? total - 1 : total;
  }

  std::size_t product(const ScalarNode& node) {
    std::size_t above = 0, below = 0, factors_below = 0;
    for (const auto& [exponent, id] : node.terms) {
      std::size_t room = length(id) + 1;
      if (scalars_[id].kind == Kind::Sum) room += 2;  // brackets
      const Rational size = abs(exponent);
      if (size != 1) room += 1 + (size == Rational(1, 2) ? 1 : length_of(size));
      (exponent > 0 ? above : below) += room;
      if (exponent < 0) ++factors_below;
    }
    if (above == 0) above = 2;  // 1/..
    if (factors_below > 1) below += 2;
    // A fraction costs more than its letters: Sigma/(lambda + e*Sigma) is to win over 1/(e + lambda/Sigma).
    if (factors_below > 0) below += 2;
    return above - 1 + below;
  }

  const Scalars& scalars_;
  std::unordered_map<ScalarId, std::size_t> known_;
};

}  // namespace

std::string structure(const Scalars& scalars, ScalarId id) {
  const ScalarNode& node = scalars[id];
  std::string text = std::to_string(static_cast<int>(node.kind)) + ':';
  if (node.terms.empty()) return text + std::to_string(node.index) + ',' + to_string(node.value);
  std::vector<std::string> terms;
  for (const auto& [number, child] : node.terms) terms.push_back(to_string(number) + '*' + structure(scalars, child));
  if (node.kind != Kind::Power) std::sort(terms.begin(), terms.end());  // base and exponent keep their places
  text += to_string(node.value) + '(';
  for (const std::string& term : terms) text += term + ' ';
  return text + ')';
}

std::size_t written_length(const Scalars& scalars, ScalarId id) { return Ruler(scalars).length(id); }

}  // namespace freepencil
