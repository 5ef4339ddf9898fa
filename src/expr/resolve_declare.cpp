// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

class Declarer {
 public:
  explicit Declarer(State& state) : state_(state) {}

  void operator()(const syntax::Parameter& it) { declare(EntityKind::Parameter, it.name); }
  void operator()(const syntax::Dimension& it) { declare(EntityKind::Dimension, it.name); }
  void operator()(const syntax::Random& it) { declare(EntityKind::Random, it.name.name); }
  void operator()(const syntax::Symmetric& it) { declare(EntityKind::Random, it.name.name); }
  void operator()(const syntax::Matrix& it) { declare(EntityKind::Matrix, it.name); }
  void operator()(const syntax::Vector& it) { declare(EntityKind::Vector, it.name.name); }
  void operator()(const syntax::PencilBlock& it) { declare(EntityKind::Pencil, it.name); }
  void operator()(const syntax::Output& it) { declare(EntityKind::Output, it.name); }

  void operator()(const syntax::Let& it) {
    // w[0] and w[t] are parts of one family.
    const bool indexed = !it.subscripts.empty();
    if (indexed && !families_.insert(it.name.text).second) return;
    declare(EntityKind::Let, it.name);
  }

  void operator()(const syntax::Spectrum& it) {
    // The first atom names the symbols; that the others name the same ones is checked with the spectrum.
    std::map<std::string, Span, std::less<>> here;
    for (const syntax::SpectrumItem& item : it.items) {
      for (const syntax::Assignment& value : item.values) {
        if (here.emplace(value.name.text, value.name.span).second) declare(EntityKind::Symbol, value.name);
      }
    }
  }

  template <class Other>
  void operator()(const Other&) {}

 private:
  void declare(EntityKind kind, const syntax::Identifier& name) {
    if (is_reserved(name.text)) {
      const bool identity = name.text == "I";
      state_.error(name.span, "'" + name.text + "' is " +
                                  (identity ? "the identity matrix" : "a function of the language") +
                                  " and cannot be declared");
      return;
    }
    const Entity* first = state_.names.declare(kind, name.text, name.span);
    if (first == nullptr) return;
    state_.error(name.span, "'" + name.text + "' is declared already, as " + with_article(first->kind))
        .notes.push_back({first->span, "first declared here"});
  }

  State& state_;
  std::set<std::string, std::less<>> families_;
};

}  // namespace

void declare_names(State& state, const syntax::Ast& ast) {
  Declarer declarer(state);
  for (const syntax::Statement& statement : ast.statements) std::visit(declarer, statement.body);
}

}  // namespace freepencil::resolver
