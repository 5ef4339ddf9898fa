// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/substitute.hpp"

namespace freepencil {

ScalarId Substitution::operator()(ScalarId id) {
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  const ScalarNode node = scalars_[id];
  auto terms = node.terms;
  for (auto& term : terms) term.second = (*this)(term.second);
  ScalarId result = id;
  switch (node.kind) {
    case ScalarNode::Kind::Sum:
      result = scalars_.sum(terms, node.value);
      break;
    case ScalarNode::Kind::Product:
      result = scalars_.product(terms);
      break;
    case ScalarNode::Kind::Power:
      result = scalars_.power(terms[0].second, terms[1].second);
      break;
    case ScalarNode::Kind::Exp:
      result = scalars_.exp(terms[0].second);
      break;
    case ScalarNode::Kind::Log:
      result = scalars_.log(terms[0].second);
      break;
    default:
      if (node.kind != ScalarNode::Kind::Number) result = replacement_(node).value_or(id);
  }
  known_.emplace(id, result);
  return result;
}

MatrixId Substitution::operator()(Matrices& matrices, MatrixId id) {
  const MatrixNode node = matrices[id];
  switch (node.kind) {
    case MatrixNode::Kind::Deterministic:
      return matrices.deterministic(node.row, (*this)(node.function));
    case MatrixNode::Kind::Combination: {
      std::vector<std::pair<ScalarId, MatrixId>> terms;
      for (std::size_t k = 0; k < node.children.size(); ++k) {
        terms.emplace_back((*this)(node.coefficients[k]), (*this)(matrices, node.children[k]));
      }
      return matrices.combination(node.row, node.column, terms);
    }
    case MatrixNode::Kind::Product: {
      std::vector<MatrixId> factors;
      for (const MatrixId child : node.children) factors.push_back((*this)(matrices, child));
      return matrices.product(factors);
    }
    case MatrixNode::Kind::Inverse:
      return matrices.inverse((*this)(matrices, node.children.front()));
    default:
      return id;
  }
}

ScalarId substitute(Scalars& scalars, ScalarId id, const LeafReplacement& replacement) {
  return Substitution(scalars, replacement)(id);
}

}  // namespace freepencil
