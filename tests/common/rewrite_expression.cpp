// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/rewrite_expression.hpp"

#include <utility>

namespace freepencil::test {
namespace {

using Kind = ExpressionNode::Kind;

ExpressionPtr make(Kind kind, TestSpace row, TestSpace column, std::vector<ExpressionPtr> children,
                   std::string name = "") {
  return std::make_shared<ExpressionNode>(ExpressionNode{kind, row, column, std::move(name), std::move(children)});
}
ExpressionPtr product(const ExpressionPtr& a, const ExpressionPtr& b) {
  return make(Kind::Product, a->row, b->column, {a, b});
}
ExpressionPtr inverse(const ExpressionPtr& a) { return make(Kind::Inverse, a->column, a->row, {a}); }
bool is_sum(const ExpressionNode& node) { return node.kind == Kind::Sum || node.kind == Kind::Difference; }

/// X'*X + 3/2*I, X the first random matrix for which that exists; else X*X' + 3/2*I.
ExpressionPtr positive_definite(TestSpace space) {
  const auto node = [](const DeclaredRandom& X) { return make(Kind::Random, X.row, X.column, {}, X.name); };
  ExpressionPtr gram;
  for (const DeclaredRandom& declared : declared_randoms()) {
    const ExpressionPtr X = node(declared), adjoint = make(Kind::Adjoint, X->column, X->row, {X});
    if (declared.column == space) gram = product(adjoint, X);
    if (declared.row == space) gram = product(X, adjoint);
    if (gram) break;
  }
  const ExpressionPtr identity = make(Kind::Identity, space, space, {});
  return make(Kind::Sum, space, space, {gram, make(Kind::Scale, space, space, {identity}, "3/2")});
}

class Rewriter {
 public:
  Rewriter(Rewriting rule, std::mt19937_64& engine, unsigned rarity) : rule_(rule), engine_(engine), rarity_(rarity) {}

  ExpressionPtr operator()(const ExpressionPtr& node) {
    ExpressionNode copy = *node;
    for (ExpressionPtr& child : copy.children) child = (*this)(child);
    const auto rebuilt = std::make_shared<const ExpressionNode>(std::move(copy));
    ExpressionPtr changed = apply(rebuilt);
    if (!changed || (applied_ && engine_() % rarity_ != 0)) return rebuilt;
    applied_ = true;
    return changed;
  }

 private:
  /// Nothing where the rule does not apply at the top.
  [[nodiscard]] ExpressionPtr apply(const ExpressionPtr& node) {
    switch (rule_) {
      case Rewriting::Expand:
        return expand(node);
      case Rewriting::Regroup:
        return regroup(node);
      case Rewriting::InvertTwice:
        if (node->kind != Kind::Inverse) return nullptr;
        return inverse(inverse(inverse(node->children[0])));
      case Rewriting::AddNothing:
        return make(Kind::Sum, node->row, node->column,
                    {make(Kind::Difference, node->row, node->column, {node, node}), node});
      case Rewriting::Cancel: {
        const ExpressionPtr left = positive_definite(node->row), right = positive_definite(node->column);
        return engine_() % 2 == 0 ? product(product(inverse(left), left), node)
                                  : product(product(node, inverse(right)), right);
      }
      case Rewriting::TransposeTwice:
        return make(Kind::Adjoint, node->row, node->column, {make(Kind::Adjoint, node->column, node->row, {node})});
    }
    return nullptr;
  }

  static ExpressionPtr expand(const ExpressionPtr& node) {
    if (node->kind == Kind::Square) {
      const ExpressionPtr& base = node->children[0];
      const ExpressionPtr twice = product(base, base);
      const ExpressionPtr expanded = expand(twice);
      return expanded ? expanded : twice;
    }
    if (node->kind != Kind::Product) return nullptr;
    const ExpressionPtr &a = node->children[0], &b = node->children[1];
    const auto over = [&](const ExpressionPtr& term) { return product(term, b); };
    const auto under = [&](const ExpressionPtr& term) { return product(a, term); };
    const auto distribute = [&](const ExpressionNode& sum, const auto& multiply) {
      return make(sum.kind, node->row, node->column, {multiply(sum.children[0]), multiply(sum.children[1])});
    };
    if (is_sum(*a)) return distribute(*a, over);
    if (is_sum(*b)) return distribute(*b, under);
    if (a->kind == Kind::Scale) return make(Kind::Scale, node->row, node->column, {over(a->children[0])}, a->name);
    if (b->kind == Kind::Scale) return make(Kind::Scale, node->row, node->column, {under(b->children[0])}, b->name);
    return nullptr;
  }

  static ExpressionPtr regroup(const ExpressionPtr& node) {
    if (node->kind != Kind::Product) return nullptr;
    const ExpressionPtr &a = node->children[0], &b = node->children[1];
    if (a->kind == Kind::Product) return product(a->children[0], product(a->children[1], b));
    if (b->kind == Kind::Product) return product(product(a, b->children[0]), b->children[1]);
    return nullptr;
  }

  Rewriting rule_;
  std::mt19937_64& engine_;
  unsigned rarity_;
  bool applied_ = false;
};

}  // namespace

ExpressionPtr rewrite(const ExpressionPtr& node, Rewriting rule, std::mt19937_64& engine, unsigned rarity) {
  return Rewriter(rule, engine, rarity)(node);
}

}  // namespace freepencil::test
