// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "report/expression_latex.hpp"

namespace freepencil::report {

using syntax::Expression;
using Kind = Expression::Kind;

bool NameKinds::is_matrix(const Expression& e) const {
  const auto any = [&](std::size_t first) {
    return std::any_of(e.children.begin() + static_cast<std::ptrdiff_t>(first), e.children.end(),
                       [&](const Expression& child) { return is_matrix(child); });
  };
  switch (e.kind) {
    case Kind::Name:
      return matrices.contains(e.text);
    case Kind::Sum:
    case Kind::Product:
      return any(0);
    case Kind::Power:
    case Kind::Negate:
    case Kind::Adjoint:
    case Kind::Index:
    case Kind::Derivative:
      return is_matrix(e.children[0]);
    case Kind::Call:
      return e.text == "inv" || e.text == "pinv" || (e.text != "tr" && any(0));
    case Kind::Limit:
      return is_matrix(e.children[1]);
    case Kind::FiniteSum:
      return is_matrix(e.children[2]);
    default:
      return false;
  }
}

void add(NameKinds& kinds, const syntax::Let& let) {
  // The first member of a recursion tells what all are: `w[0] = w0`.
  if (kinds.is_matrix(let.value)) {
    kinds.matrices.insert(let.name.text);
  } else if (let.subscripts.empty()) {
    kinds.matrices.erase(let.name.text);
  }
}

namespace {

struct Collector {
  NameKinds& kinds;

  void operator()(const syntax::Random& x) const {
    kinds.matrices.insert(x.name.name.text);
    kinds.complex = kinds.complex || x.complex.has_value();
  }
  void operator()(const syntax::Symmetric& x) const {
    kinds.matrices.insert(x.name.name.text);
    kinds.complex = kinds.complex || x.law.name.text == "gue";
  }
  void operator()(const syntax::Spectrum& x) const {
    for (const auto& item : x.items) {
      for (const auto& value : item.values) kinds.matrices.insert(value.name.text);
    }
  }
  void operator()(const syntax::Matrix& x) const { kinds.matrices.insert(x.name.text); }
  void operator()(const syntax::Vector& x) const { kinds.matrices.insert(x.name.name.text); }
  void operator()(const syntax::PencilBlock& x) const { kinds.matrices.insert(x.name.text); }
  void operator()(const syntax::Let& x) const { add(kinds, x); }
  template <class T>
  void operator()(const T&) const {}
};

}  // namespace

NameKinds name_kinds(const syntax::Ast& ast) {
  NameKinds kinds;
  for (const auto& statement : ast.statements) std::visit(Collector{kinds}, statement.body);
  return kinds;
}

}  // namespace freepencil::report
