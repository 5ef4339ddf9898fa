// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/build.hpp"

namespace freepencil::syntax {

using Kind = Expression::Kind;

namespace {

Expression make(Kind kind, Span span) {
  Expression e;
  e.kind = kind;
  e.span = span;
  return e;
}

Expression wrap(Kind kind, Span span, Expression child) {
  Expression e = make(kind, span);
  e.children.push_back(std::move(child));
  return e;
}

}  // namespace

std::string Builder::text_of(const Node& node) const {
  return std::string(text_.substr(node.span.begin, node.span.end - node.span.begin));
}

std::string Builder::unquoted(const Node& string) const {
  std::string text;
  for (std::size_t at = string.span.begin + 1; at + 1 < string.span.end; ++at) {
    if (text_[at] == '\\') ++at;
    text += text_[at];
  }
  return text;
}

Identifier Builder::identifier(const Node& name) const { return {text_of(name), name.span}; }

void Builder::name_into(Expression& e, const Node& name) const {
  e.text = text_of(name);
  e.text_span = name.span;
}

std::vector<Expression> Builder::expressions(const Node& node, std::size_t first) const {
  std::vector<Expression> all;
  for (std::size_t k = first; k < node.children.size(); ++k) all.push_back(expression(*node.children[k]));
  return all;
}

Expression Builder::chain(const Node& node) const {
  Expression e = make(node.part == Part::Sum ? Kind::Sum : Kind::Product, node.span);
  const std::uint32_t begin = node.span.begin;
  // The sign that is not written is an empty span at the beginning.
  if (node.children.front()->part != Part::Operator) {
    e.operators.push_back(node.part == Part::Sum ? '+' : '*');
    e.operator_spans.push_back({begin, begin});
  }
  for (const auto& child : node.children) {
    if (child->part == Part::Operator) {
      e.operators.push_back(text_[child->span.begin]);
      e.operator_spans.push_back(child->span);
    } else {
      e.children.push_back(expression(*child));
    }
  }
  return e;
}

Expression Builder::exponent(const Node& node) const {
  Expression value = expression(*node.children.back());
  if (node.children.size() == 1) return value;
  return wrap(Kind::Negate, {node.children.front()->span.begin, node.span.end}, std::move(value));
}

Expression Builder::postfix(const Node& node) const {
  Expression e = expression(*node.children.front());
  for (std::size_t k = 1; k < node.children.size(); ++k) {
    const Node& op = *node.children[k];
    const Span span = {node.span.begin, op.span.end};
    if (op.part == Part::Adjoint) {
      e = wrap(Kind::Adjoint, span, std::move(e));
    } else if (op.part == Part::Exponent) {
      e = wrap(Kind::Power, span, std::move(e));
      e.children.push_back(exponent(op));
    } else {
      e = wrap(Kind::Index, span, std::move(e));
      for (auto& subscript : expressions(op)) e.children.push_back(std::move(subscript));
    }
  }
  return e;
}

Expression Builder::root(const Node& node) const {
  Expression e = make(Kind::Root, node.span);
  for (const auto& child : node.children) {
    if (child->part != Part::Unknown) {
      e.children.push_back(expression(*child));
      continue;
    }
    Expression::Unknown unknown;
    unknown.name = identifier(*child->children[0]);
    if (child->children.size() == 3) {
      unknown.relation = text_of(*child->children[1]);
      unknown.bound.push_back(expression(*child->children[2]));
    }
    e.unknowns.push_back(std::move(unknown));
  }
  return e;
}

Expression Builder::target(const Node& node) const {
  Expression e = expression(node);
  if (e.kind == Kind::Name && e.text == "inf") {
    e.kind = Kind::Infinity;
    e.text.clear();
  }
  return e;
}

Expression Builder::expression(const Node& node) const {
  const auto child = [&](std::size_t k) -> const Node& { return *node.children[k]; };
  Expression e = make(Kind::Name, node.span);
  switch (node.part) {
    case Part::Number:
      e.kind = Kind::Number;
      e.text = text_of(node);
      return e;
    case Part::Imaginary:
      e.kind = Kind::Imaginary;
      e.text = text_of(node);
      e.text.pop_back();
      return e;
    case Part::String:
      e.kind = Kind::String;
      e.text = unquoted(node);
      return e;
    case Part::Sum:
    case Part::Product:
      return chain(node);
    case Part::Negation:
      return wrap(Kind::Negate, node.span, expression(child(1)));
    case Part::Postfix:
      return postfix(node);
    case Part::Bracketed:
      e = expression(child(0));
      e.span = node.span;
      return e;
    case Part::Norm:
      return wrap(Kind::NormSquared, node.span, expression(child(0)));
    case Part::Mean:
      return wrap(Kind::Mean, node.span, expression(child(0)));
    case Part::Call:
      e.kind = Kind::Call;
      name_into(e, child(0));
      e.children = expressions(node, 1);
      return e;
    case Part::RootOf:
      return root(node);
    case Part::Limit: {
      e.kind = Kind::Limit;
      name_into(e, child(0));
      const bool one_sided = child(2).part == Part::Side;
      if (one_sided) e.side = text_[child(2).span.begin] == '+' ? Expression::Side::Above : Expression::Side::Below;
      e.children.push_back(target(child(1)));
      e.children.push_back(expression(child(one_sided ? 3 : 2)));
      return e;
    }
    case Part::Derivative:
      e = wrap(Kind::Derivative, node.span, expression(child(0)));
      name_into(e, child(1));
      return e;
    case Part::FiniteSum:
      e.kind = Kind::FiniteSum;
      name_into(e, *child(0).children[0]);
      e.children = expressions(child(0), 1);
      e.children.push_back(expression(child(1)));
      return e;
    default:
      name_into(e, node);
      return e;
  }
}

}  // namespace freepencil::syntax
