// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/radical_letters.hpp"

#include <stdexcept>

namespace freepencil {

using Kind = ScalarNode::Kind;

std::pair<Rational, ScalarId> RadicalLetters::rational_power(const Rational& exponent, ScalarId base) {
  const Integer root = denominator(exponent);
  if (root == 1) return {exponent, base};
  constexpr int most = 1'000;
  if (root > most) throw std::length_error("a root is of too high an order");
  const auto key = std::pair(base, root.convert_to<unsigned>());
  auto at = letters_.find(key);
  if (at == letters_.end()) at = letters_.emplace(key, new_letter_(key.first, key.second)).first;
  return {Rational(numerator(exponent)), at->second};
}

ScalarId RadicalLetters::operator()(ScalarId id) {
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  const ScalarNode node = scalars_[id];
  auto terms = node.terms;
  for (auto& term : terms) term.second = (*this)(term.second);
  ScalarId result = id;
  switch (node.kind) {
    case Kind::Sum:
      result = scalars_.sum(terms, node.value);
      break;
    case Kind::Product:
      for (auto& [exponent, base] : terms) std::tie(exponent, base) = rational_power(exponent, base);
      result = scalars_.product(terms);
      break;
    case Kind::Power:
      result = scalars_.power(terms[0].second, terms[1].second);
      break;
    case Kind::Exp:
      result = scalars_.exp(terms[0].second);
      break;
    case Kind::Log:
      result = scalars_.log(terms[0].second);
      break;
    default:
      break;
  }
  known_.emplace(id, result);
  return result;
}

}  // namespace freepencil
