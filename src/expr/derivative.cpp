// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/derivative.hpp"

#include <algorithm>

namespace freepencil {

using Kind = ScalarNode::Kind;

Derivative::Derivative(Scalars& scalars, ScalarId leaf)
    : Derivative(scalars, {scalars[leaf].kind},
                 [&scalars, leaf](ScalarId id) { return id == leaf ? scalars.one() : scalars.zero(); }) {}

ScalarId Derivative::operator()(ScalarId id) {
  const auto varies = [&](Kind kind) { return scalars_.contains(id, kind); };
  if (std::none_of(kinds_.begin(), kinds_.end(), varies)) return scalars_.zero();
  if (const auto at = known_.find(id); at != known_.end()) return at->second;
  const ScalarId result = compute(id);
  known_.emplace(id, result);
  return result;
}

ScalarId Derivative::compute(ScalarId id) {
  const ScalarNode node = scalars_[id];  // a copy: new nodes move the old ones
  switch (node.kind) {
    case Kind::Sum: {
      std::vector<std::pair<Rational, ScalarId>> terms;
      for (const auto& [coefficient, term] : node.terms) terms.emplace_back(coefficient, (*this)(term));
      return scalars_.sum(terms);
    }
    case Kind::Product:
      return of_product(node);
    case Kind::Power:
      return of_power(id, node);
    case Kind::Exp:
      return scalars_.multiply(id, (*this)(node.terms[0].second));
    case Kind::Log:
      return scalars_.divide((*this)(node.terms[0].second), node.terms[0].second);
    default:
      return of_leaf_(id);
  }
}

// One factor after the other: x^k becomes k x^(k-1) x'.
ScalarId Derivative::of_product(const ScalarNode& node) {
  std::vector<std::pair<Rational, ScalarId>> terms;
  for (std::size_t k = 0; k < node.terms.size(); ++k) {
    const auto& [exponent, base] = node.terms[k];
    const ScalarId inner = (*this)(base);
    if (inner == scalars_.zero()) continue;
    auto powers = node.terms;
    powers[k].first -= 1;
    powers.emplace_back(1, inner);
    terms.emplace_back(exponent, scalars_.product(powers));
  }
  return scalars_.sum(terms);
}

// (b^e)' = e b^(e-1) b' + b^e log(b) e'
ScalarId Derivative::of_power(ScalarId id, const ScalarNode& node) {
  const ScalarId base = node.terms[0].second, exponent = node.terms[1].second;
  const ScalarId of_base = (*this)(base), of_exponent = (*this)(exponent);
  ScalarId result = scalars_.zero();
  if (of_base != scalars_.zero()) {
    const ScalarId lowered = scalars_.power(base, scalars_.subtract(exponent, scalars_.one()));
    result = scalars_.product({{1, exponent}, {1, lowered}, {1, of_base}});
  }
  if (of_exponent != scalars_.zero()) {
    result = scalars_.add(result, scalars_.product({{1, id}, {1, scalars_.log(base)}, {1, of_exponent}}));
  }
  return result;
}

ScalarId derivative(Scalars& scalars, ScalarId id, ScalarId leaf) { return Derivative(scalars, leaf)(id); }

}  // namespace freepencil
