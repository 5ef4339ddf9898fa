// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>

#include "syntax/ast.hpp"

namespace freepencil::syntax {
namespace {

// What counts in each kind of node; where it was written does not.
auto fields(const Identifier& x) { return std::tie(x.text); }
auto fields(const Expression::Unknown& x) { return std::tie(x.name, x.relation, x.bound); }
auto fields(const Expression& x) { return std::tie(x.kind, x.text, x.operators, x.children, x.unknowns, x.side); }
auto fields(const IndexRange& x) { return std::tie(x.name, x.from, x.to); }
auto fields(const Declared& x) { return std::tie(x.name, x.family); }
auto fields(const Title& x) { return std::tie(x.text); }
auto fields(const Cite& x) { return std::tie(x.text); }
auto fields(const Range& x) { return std::tie(x.lower, x.upper, x.lower_closed, x.upper_closed, x.interval); }
auto fields(const Parameter& x) { return std::tie(x.name, x.value, x.range, x.description); }
auto fields(const Dimension& x) { return std::tie(x.name, x.size); }
auto fields(const LawName& x) { return std::tie(x.name, x.arguments); }
auto fields(const Random& x) { return std::tie(x.name, x.row, x.column, x.complex, x.law, x.variance); }
auto fields(const Symmetric& x) { return std::tie(x.name, x.space, x.law, x.variance); }
auto fields(const Assignment& x) { return std::tie(x.name, x.value); }
auto fields(const SpectrumItem::Atom& x) { return std::tie(x.weight); }
auto fields(const SpectrumItem::Family& x) { return std::tie(x.index); }
auto fields(const SpectrumItem::Density& x) { return std::tie(x.variable, x.law); }
auto fields(const SpectrumItem::File& x) { return std::tie(x.path); }
auto fields(const SpectrumItem::Spike&) { return std::tie(); }
auto fields(const SpectrumItem& x) { return std::tie(x.source, x.values); }
auto fields(const Spectrum& x) { return std::tie(x.space, x.items); }
auto fields(const UnknownSymbol& x) { return std::tie(x.name, x.latex); }
auto fields(const Matrix::File& x) { return std::tie(x.path); }
auto fields(const Matrix& x) { return std::tie(x.name, x.space, x.file); }
auto fields(const Noncommuting& x) { return std::tie(x.spaces); }
auto fields(const Vector& x) { return std::tie(x.name, x.space, x.given, x.value); }
auto fields(const Let& x) { return std::tie(x.name, x.subscripts, x.value, x.range); }
auto fields(const Output& x) { return std::tie(x.name, x.value, x.description); }
auto fields(const Relation& x) { return std::tie(x.left, x.op, x.right); }
auto fields(const Assume& x) { return std::tie(x.relation); }
auto fields(const PencilBlock& x) { return std::tie(x.name, x.rows, x.columns, x.entries); }
auto fields(const Expansion& x) { return std::tie(x.left, x.right, x.parameter, x.target, x.side, x.order); }
auto fields(const ClaimItem& x) { return std::tie(x.item); }
auto fields(const Claim& x) { return std::tie(x.title, x.expect_refuted, x.items); }
auto fields(const Statement& x) { return std::tie(x.body); }
auto fields(const Ast& x) { return std::tie(x.statements); }
auto fields(const Span&) { return std::tie(); }

struct Equal {
  template <class T>
  bool operator()(const T& a, const T& b) const {
    if constexpr (requires { fields(a); }) {
      return (*this)(fields(a), fields(b));
    } else {
      return a == b;
    }
  }
  template <class T>
  bool operator()(const std::optional<T>& a, const std::optional<T>& b) const {
    return a.has_value() == b.has_value() && (!a || (*this)(*a, *b));
  }
  template <class T>
  bool operator()(const std::vector<T>& a, const std::vector<T>& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), *this);
  }
  template <class... T>
  bool operator()(const std::variant<T...>& a, const std::variant<T...>& b) const {
    if (a.index() != b.index()) return false;
    return std::visit([&]<class X>(const X& x) { return (*this)(x, std::get<X>(b)); }, a);
  }
  template <class... T>
  bool operator()(const std::tuple<const T&...>& a, const std::tuple<const T&...>& b) const {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      return ((*this)(std::get<K>(a), std::get<K>(b)) && ...);
    }(std::index_sequence_for<T...>());
  }
};

}  // namespace

bool same(const Ast& a, const Ast& b) { return Equal()(a, b); }
bool same(const Expression& a, const Expression& b) { return Equal()(a, b); }

}  // namespace freepencil::syntax
