// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/shape.hpp"

#include <catch2/catch.hpp>

namespace freepencil::syntax {
namespace {

std::string head(const Expression& e) {
  using Kind = Expression::Kind;
  switch (e.kind) {
    case Kind::Sum:
      return "sum";
    case Kind::Product:
      return "product";
    case Kind::Power:
      return "power";
    case Kind::Negate:
      return "negate";
    case Kind::Adjoint:
      return "adjoint";
    case Kind::Index:
      return "index";
    case Kind::Call:
      return "call " + e.text;
    case Kind::NormSquared:
      return "norm";
    case Kind::Mean:
      return "mean";
    case Kind::Root:
      return "root";
    case Kind::Limit:
      return "limit " + e.text +
             (e.side == Expression::Side::Above   ? " above"
              : e.side == Expression::Side::Below ? " below"
                                                  : "");
    case Kind::Derivative:
      return "derivative " + e.text;
    case Kind::FiniteSum:
      return "finite_sum " + e.text;
    default:
      return "";
  }
}

}  // namespace

std::string shape(const Expression& e) {
  using Kind = Expression::Kind;
  if (e.kind == Kind::Number || e.kind == Kind::Name) return e.text;
  if (e.kind == Kind::Imaginary) return e.text + "i";
  if (e.kind == Kind::String) return '"' + e.text + '"';
  if (e.kind == Kind::Infinity) return "inf";
  std::string out = "(";
  out += head(e);
  for (const auto& unknown : e.unknowns) {
    out += " " + unknown.name.text + unknown.relation;
    if (!unknown.bound.empty()) out += shape(unknown.bound[0]);
  }
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    out += ' ';
    if (!e.operators.empty()) out += e.operators[k];
    out += shape(e.children[k]);
  }
  return out + ')';
}

std::string shape(const std::string& text) {
  const auto e = parse_expression(Source("test", text));
  return e ? shape(*e) : "error: " + e.errors().front().message;
}

std::string error_of(const std::string& text) {
  const Source source("f.pencil", text);
  const auto ast = parse(source);
  return ast ? "" : render(ast.errors().front(), source);
}

Parsed::Parsed(std::string text) : source("f.pencil", std::move(text)) {
  auto parsed = parse(source);
  if (!parsed) FAIL(render(parsed.errors().front(), source));
  ast = std::move(*parsed);
}

}  // namespace freepencil::syntax
