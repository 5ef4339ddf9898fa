// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "syntax/random_tree.hpp"

namespace freepencil::syntax {

using Kind = Expression::Kind;

namespace {

Expression node(Kind kind, std::string text = {}) {
  Expression e;
  e.kind = kind;
  e.text = std::move(text);
  return e;
}

Expression node(Kind kind, Expression first) {
  Expression e = node(kind);
  e.children.push_back(std::move(first));
  return e;
}

}  // namespace

std::string RandomTree::name() {
  // Words that mean something elsewhere must stay names.
  constexpr std::array names = {"a",      "Sigma", "λ",       "X",    "tr",      "assume", "let",  "spike",
                                "expect", "file",  "refuted", "inf",  "limit",   "sum",    "for",  "mean",
                                "root",   "in",    "as",      "O",    "complex", "output", "rows", "e5",
                                "i",      "_x1",   "kappa_",  "diff", "columns"};
  return names[below(names.size())];
}

Expression RandomTree::leaf() {
  constexpr std::array numbers = {"0", "12", "0.1", "2e-3", "1.5E+2", "007"};
  switch (below(4)) {
    case 0:
      return node(Kind::Number, numbers[below(numbers.size())]);
    case 1:
      return chance(4) ? node(Kind::Imaginary, numbers[below(numbers.size())]) : node(Kind::Name, name());
    default:
      return node(Kind::Name, name());
  }
}

Expression RandomTree::expression(int depth) {
  if (depth <= 0) return leaf();
  return chance(3) ? sum(depth) : term(depth, false);
}

Expression RandomTree::sum(int depth) {
  Expression e = node(Kind::Sum);
  const bool leading_minus = chance(3);
  const std::size_t count = (leading_minus ? 1 : 2) + below(3);
  for (std::size_t k = 0; k < count; ++k) {
    e.operators.push_back(k == 0 ? (leading_minus ? '-' : '+') : chance(2) ? '-' : '+');
    const bool bracketed = chance(6);
    e.children.push_back(bracketed ? sum(depth - 1) : term(depth - 1, k > 0 || leading_minus));
  }
  return e;
}

Expression RandomTree::term(int depth, bool may_begin_with_minus) {
  if (depth > 0 && chance(3)) return product(depth, may_begin_with_minus);
  return may_begin_with_minus && chance(6) ? negation(depth) : postfix(depth);
}

Expression RandomTree::product(int depth, bool may_begin_with_minus) {
  Expression e = node(Kind::Product);
  const std::size_t count = 2 + below(3);
  for (std::size_t k = 0; k < count; ++k) {
    e.operators.push_back(k > 0 && chance(3) ? '/' : '*');
    const bool negated = (k > 0 || may_begin_with_minus) && chance(6);
    e.children.push_back(negated ? negation(depth - 1) : operand(depth - 1));
  }
  return e;
}

Expression RandomTree::negation(int depth) { return node(Kind::Negate, operand(depth - 1)); }

/// What the printer puts into brackets where they are needed.
Expression RandomTree::operand(int depth) {
  if (depth <= 0) return leaf();
  return chance(4) ? expression(depth) : postfix(depth);
}

Expression RandomTree::postfix(int depth) {
  if (depth <= 0) return leaf();
  switch (below(6)) {
    case 0:
      return node(Kind::Adjoint, operand(depth - 1));
    case 1: {
      Expression e = node(Kind::Power, operand(depth - 1));
      e.children.push_back(chance(3) ? negation(depth - 1) : operand(depth - 1));
      return e;
    }
    case 2: {
      Expression e = node(Kind::Index, operand(depth - 1));
      for (std::size_t k = 0; k <= below(2); ++k) e.children.push_back(expression(depth - 1));
      return e;
    }
    case 3:
      return special(depth);
    default:
      return leaf();
  }
}

Expression RandomTree::special(int depth) {
  switch (below(7)) {
    case 0:
      return node(Kind::NormSquared, expression(depth - 1));
    case 1:
      return node(Kind::Mean, expression(depth - 1));
    case 2:
      return root(depth);
    case 3:
      return limit(depth);
    case 4: {
      Expression e = node(Kind::Derivative, expression(depth - 1));
      e.text = name();
      return e;
    }
    case 5: {
      Expression e = node(Kind::FiniteSum, name());
      for (int k = 0; k < 3; ++k) e.children.push_back(expression(depth - 1));
      return e;
    }
    default:
      return call(depth);
  }
}

Expression RandomTree::call(int depth) {
  constexpr std::array functions = {"tr", "inv", "λ", "assume", "file", "complex"};
  Expression e = node(Kind::Call, functions[below(functions.size())]);
  for (std::size_t k = 0; k <= below(3); ++k) {
    e.children.push_back(chance(8) ? node(Kind::String, text()) : expression(depth - 1));
  }
  return e;
}

Expression RandomTree::root(int depth) {
  constexpr std::array relations = {">", ">=", "<", "<="};
  Expression e = node(Kind::Root);
  const std::size_t count = 1 + below(2);
  for (std::size_t k = 0; k < count; ++k) {
    Expression::Unknown unknown{identifier(), "", {}};
    if (!chance(3)) {
      unknown.relation = relations[below(relations.size())];
      unknown.bound.push_back(expression(depth - 1));
    }
    e.unknowns.push_back(std::move(unknown));
    e.children.push_back(expression(depth - 1));
    e.children.push_back(expression(depth - 1));
  }
  return e;
}

Expression RandomTree::limit(int depth) {
  Expression e = node(Kind::Limit, name());
  e.side = static_cast<Expression::Side>(below(3));
  Expression target = expression(depth - 1);
  const bool reads_as_infinity = target.kind == Kind::Name && target.text == "inf";
  e.children.push_back(chance(4) || reads_as_infinity ? node(Kind::Infinity) : std::move(target));
  e.children.push_back(expression(depth - 1));
  return e;
}

}  // namespace freepencil::syntax
