// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "syntax/print.hpp"
#include "syntax/printer.hpp"

namespace freepencil::syntax {

using Kind = Expression::Kind;

namespace {

Tightness tightness(const Expression& e) {
  switch (e.kind) {
    case Kind::Sum:
      return Tightness::Sum;
    case Kind::Product:
      return Tightness::Product;
    case Kind::Negate:
      return Tightness::Negation;
    default:
      return Tightness::Postfix;
  }
}

bool is_literal(const Expression& e) {
  return e.kind == Kind::Number || e.kind == Kind::Imaginary || e.kind == Kind::Name;
}

/// What ends in a power: another `^` may not follow.
bool ends_in_power(const Expression& e) {
  if (e.kind == Kind::Mean) return e.children[0].kind == Kind::NormSquared;
  return e.kind == Kind::Power || e.kind == Kind::NormSquared;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

void ExpressionPrinter::write(const Expression& e, Tightness least) {
  if (tightness(e) < least) {
    write_bracketed(e);
  } else {
    write_bare(e);
  }
}

void ExpressionPrinter::write_bracketed(const Expression& e) {
  out_ += '(';
  write_bare(e);
  out_ += ')';
}

void ExpressionPrinter::write_tight(const Expression& e) {
  const bool outer = std::exchange(tight_, true);
  write(e);
  tight_ = outer;
}

void ExpressionPrinter::write(const IndexRange& range) {
  out_ += range.name.text + " = ";
  write_tight(range.from);
  out_ += "..";
  write_tight(range.to);
}

void ExpressionPrinter::write_list(const std::vector<Expression>& list, std::size_t first) {
  for (std::size_t k = first; k < list.size(); ++k) {
    if (k > first) out_ += tight_ ? "," : ", ";
    write(list[k]);
  }
}

void ExpressionPrinter::write_target(const Expression& target, Expression::Side side) {
  write(target);
  if (side != Expression::Side::Both) out_ += side == Expression::Side::Above ? '+' : '-';
}

void ExpressionPrinter::write_sum(const Expression& e) {
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    if (k == 0) {
      if (e.operators[k] == '-') out_ += '-';
    } else {
      if (!tight_) out_ += ' ';
      out_ += e.operators[k];
      if (!tight_) out_ += ' ';
    }
    write(e.children[k], Tightness::Product);
  }
}

void ExpressionPrinter::write_product(const Expression& e) {
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    if (k > 0) out_ += e.operators[k];
    write(e.children[k], Tightness::Negation);
  }
}

void ExpressionPrinter::write_exponent(const Expression& e) {
  const bool negated = e.kind == Kind::Negate;
  if (negated) out_ += '-';
  const Expression& value = negated ? e.children[0] : e;
  if (is_literal(value)) {
    write_bare(value);
  } else {
    write_bracketed(value);
  }
}

void ExpressionPrinter::write_power(const Expression& e) {
  if (ends_in_power(e.children[0])) {
    write_bracketed(e.children[0]);
  } else {
    write(e.children[0], Tightness::Postfix);
  }
  out_ += '^';
  write_exponent(e.children[1]);
}

void ExpressionPrinter::write_norm(const Expression& e) {
  out_ += '|';
  const std::size_t begin = out_.size();
  write(e.children[0]);
  // The name `mean` in front of the closing bar would begin a mean.
  if (out_.size() >= begin + 4 && out_.ends_with("mean")) {
    out_.insert(begin, 1, '(');
    out_ += ')';
  }
  out_ += "|^2";
}

void ExpressionPrinter::write_root(const Expression& e) {
  out_ += "root(";
  for (std::size_t k = 0; k < e.unknowns.size(); ++k) {
    const auto& unknown = e.unknowns[k];
    if (k > 0) out_ += ", ";
    out_ += unknown.name.text;
    if (unknown.bound.empty()) continue;
    out_ += ' ' + unknown.relation + ' ';
    write(unknown.bound[0]);
  }
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    out_ += k == 0 ? " : " : k % 2 == 0 ? ", " : " = ";
    write(e.children[k]);
  }
  out_ += ')';
}

void ExpressionPrinter::write_bare(const Expression& e) {
  switch (e.kind) {
    case Kind::Number:
    case Kind::Name:
      out_ += e.text;
      break;
    case Kind::Imaginary:
      out_ += e.text + 'i';
      break;
    case Kind::String:
      out_ += quoted(e.text);
      break;
    case Kind::Infinity:
      out_ += "inf";
      break;
    case Kind::Sum:
      write_sum(e);
      break;
    case Kind::Product:
      write_product(e);
      break;
    case Kind::Power:
      write_power(e);
      break;
    case Kind::Negate:
      out_ += '-';
      write(e.children[0], Tightness::Postfix);
      break;
    case Kind::Adjoint:
      write(e.children[0], Tightness::Postfix);
      out_ += '\'';
      break;
    case Kind::Index: {
      write(e.children[0], Tightness::Postfix);
      out_ += '[';
      const bool outer = std::exchange(tight_, true);
      write_list(e.children, 1);
      tight_ = outer;
      out_ += ']';
      break;
    }
    case Kind::Call:
      out_ += e.text + '(';
      write_list(e.children);
      out_ += ')';
      break;
    case Kind::NormSquared:
      write_norm(e);
      break;
    case Kind::Mean: {
      const bool norm = e.children[0].kind == Kind::NormSquared;
      out_ += norm ? "mean " : "mean(";
      write(e.children[0]);
      if (!norm) out_ += ')';
      break;
    }
    case Kind::Root:
      write_root(e);
      break;
    case Kind::Limit:
      out_ += "limit(" + e.text + " = ";
      write_target(e.children[0], e.side);
      out_ += ", ";
      write(e.children[1]);
      out_ += ')';
      break;
    case Kind::Derivative:
      out_ += "diff(";
      write(e.children[0]);
      out_ += ", " + e.text + ')';
      break;
    case Kind::FiniteSum:
      out_ += "sum(" + e.text + " = ";
      write_tight(e.children[0]);
      out_ += "..";
      write_tight(e.children[1]);
      out_ += ", ";
      write(e.children[2]);
      out_ += ')';
      break;
  }
}

std::string print(const Expression& expression) {
  std::string out;
  ExpressionPrinter(out).write(expression);
  return out;
}

}  // namespace freepencil::syntax
