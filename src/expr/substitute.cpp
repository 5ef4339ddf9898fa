// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/substitute.hpp"

#include <unordered_map>

namespace freepencil {
namespace {

using Kind = ScalarNode::Kind;

class Substitution {
 public:
  Substitution(Scalars& scalars, const LeafReplacement& replacement) : scalars_(scalars), replacement_(replacement) {}

  ScalarId apply(ScalarId id) {
    if (const auto at = known_.find(id); at != known_.end()) return at->second;
    const ScalarId result = rebuild(id, scalars_[id]);
    known_.emplace(id, result);
    return result;
  }

 private:
  // A copy of the node: building others moves it.
  ScalarId rebuild(ScalarId id, ScalarNode node) {
    if (node.terms.empty()) return node.kind == Kind::Number ? id : replacement_(node).value_or(id);
    for (auto& term : node.terms) term.second = apply(term.second);
    switch (node.kind) {
      case Kind::Sum:
        return scalars_.sum(node.terms, node.value);
      case Kind::Product:
        return scalars_.product(node.terms);
      case Kind::Power:
        return scalars_.power(node.terms[0].second, node.terms[1].second);
      case Kind::Exp:
        return scalars_.exp(node.terms[0].second);
      default:
        return scalars_.log(node.terms[0].second);
    }
  }

  Scalars& scalars_;
  const LeafReplacement& replacement_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

}  // namespace

ScalarId substitute(Scalars& scalars, ScalarId id, const LeafReplacement& replacement) {
  return Substitution(scalars, replacement).apply(id);
}

}  // namespace freepencil
