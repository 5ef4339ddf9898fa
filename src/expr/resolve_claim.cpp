// SPDX-License-Identifier: GPL-3.0-or-later
// A claim: its own names, what it assumes and what it states.
#include <algorithm>
#include <set>

#include "expr/quantity.hpp"
#include "expr/resolve_quantity.hpp"
#include "expr/resolve_relation.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

/// The names that occur, wherever that is.
void collect_names(const syntax::Expression& expression, std::set<std::string>& names) {
  if (expression.kind == syntax::Expression::Kind::Name) names.insert(expression.text);
  for (const syntax::Expression& child : expression.children) collect_names(child, names);
  for (const syntax::Expression::Unknown& unknown : expression.unknowns) {
    for (const syntax::Expression& bound : unknown.bound) collect_names(bound, names);
  }
}

class ClaimResolver {
 public:
  ClaimResolver(State& state, const syntax::Claim& syntax, Span span) : state_(state), syntax_(syntax) {
    claim_.title = syntax.title;
    claim_.span = span;
    claim_.expect_refuted = syntax.expect_refuted.has_value();
  }

  void operator()() {
    state_.define(nullptr);  // what its expressions take for granted is none of the outputs' business
    state_.claim_names.clear();
    for (const syntax::ClaimItem& item : syntax_.items) {
      const auto* let = std::get_if<syntax::Let>(&item.item);
      if (let != nullptr && let->subscripts.empty()) state_.claim_names.insert(let->name.text);
    }
    for (const syntax::ClaimItem& item : syntax_.items) {
      span_ = item.span;
      std::visit(*this, item.item);
    }
    warn();
    state_.claim_names.clear();
    state_.model.claims.push_back(std::move(claim_));
  }

  void operator()(const syntax::Let& let) {
    collect_names(let.value, used_);
    if (!let.subscripts.empty()) {
      define_family(let);
      return;
    }
    const bool new_here = is_new(let.name);
    if (let.range) {
      state_.error(let.range->name.span, "only members of a family have an index")
          .helps.push_back("write " + let.name.text + "[" + let.range->name.text + "] = ...");
    }
    if (let.value.kind == syntax::Expression::Kind::Root) {
      define_root(let, new_here);
      return;
    }
    const Value value = Evaluator(state_, place_)(let.value);
    const auto* identity = value.identity();
    const bool placed = identity == nullptr || !identity->unplaced;
    if (!placed) {
      state_.error(let.value.span, "cannot tell which space I acts on")
          .helps.push_back("multiply it by a matrix or add it to one");
    }
    if (new_here) define(let.name, placed ? value : Value());
  }

  void operator()(const syntax::Relation& relation) {
    collect_names(relation.left, used_);
    collect_names(relation.right, used_);
    stated_ = true;
    resolve_relation(state_, place_, relation, claim_);
  }

  void operator()(const syntax::Expansion& expansion) {
    collect_names(expansion.left, used_);
    collect_names(expansion.right, used_);
    collect_names(expansion.order, used_);
    stated_ = true;
    resolve_expansion(state_, place_, expansion, span_, claim_);
  }

  void operator()(const syntax::Assume& assume) {
    collect_names(assume.relation.left, used_);
    collect_names(assume.relation.right, used_);
    const auto assumption = resolve_assumption(state_, place_, assume.relation);
    if (assumption) claim_.assumptions.push_back(*assumption);
  }

 private:
  bool is_new(const syntax::Identifier& name) {
    const auto known = spans_.find(name.text);
    if (known == spans_.end()) return is_new_name(state_, place_, name, "a name of a claim");
    state_.error(name.span, "'" + name.text + "' is defined already in this claim")
        .notes.push_back({known->second, "first defined here"});
    return false;
  }

  void define(const syntax::Identifier& name, const Value& value) {
    spans_.emplace(name.text, name.span);
    define_value(name.text, value);
  }

  void define_value(const std::string& name, const Value& value) {
    scope_[name] = value;
    const ScalarId* scalar = value.scalar();
    if (scalar == nullptr) return;
    claim_.definitions.emplace_back(name, *scalar);
    const ScalarNode& node = state_.scalars()[*scalar];
    if (node.kind != ScalarNode::Kind::Quantity) return;
    Quantity& quantity = state_.model.quantities[node.index];
    if (quantity.name.empty()) quantity.name = name;
  }

  /// `v[0] = ...`, `v[t] = ... for t = 1..T`: several items define one family.
  void define_family(const syntax::Let& let) {
    if (!families_.contains(let.name.text)) {
      if (!is_new(let.name)) return;
      spans_.emplace(let.name.text, let.name.span);
      families_.insert(let.name.text);
    }
    for (const auto& subscript : let.subscripts) collect_names(subscript, used_);
    define_members(state_, place_, let, [&](const std::vector<std::int64_t>& subscripts, const Value& value) {
      const std::string member = member_name(let.name.text, subscripts);
      if (!scope_.contains(member)) {
        define_value(member, value);
        return;
      }
      state_.error(let.name.span, member + " has a value already")
          .notes.push_back({spans_.at(let.name.text), "the family begins here"});
    });
  }

  // The name is that of the first unknown; where there are several, each is a name of its own, too.
  void define_root(const syntax::Let& let, bool new_here) {
    const auto& unknowns = let.value.unknowns;
    const auto values = resolve_unknowns(state_, place_, let.value);
    const std::string& first = unknowns.front().name.text;
    if (values && new_here && unknowns.size() == 1) {
      state_.model.quantities[state_.scalars()[values->front().second].index].name = let.name.text;
    }
    if (unknowns.size() > 1) {
      for (std::size_t k = 0; k < unknowns.size(); ++k) {
        const syntax::Identifier& name = unknowns[k].name;
        if (values) define(name, (*values)[k].second);
        scope_.try_emplace(name.text);
        roots_.emplace(name.text, let.name.text);
      }
      for (const auto& unknown : unknowns) {
        if (unknown.name.text != first && unknown.name.text == let.name.text) {
          state_.error(let.name.span, "a root of several unknowns is named after its first one")
              .helps.push_back("write " + first + " = root(...): '" + let.name.text + "' is a name of the claim, too");
          return;
        }
      }
    }
    const bool own = unknowns.size() > 1 && let.name.text == first;
    if (new_here && !own) define(let.name, values ? Value(values->front().second) : Value());
  }

  /// About names that nothing refers to, and a claim without a statement.
  void warn() {
    if (!stated_) state_.warning(claim_.span, "the claim \"" + claim_.title + "\" states nothing");
    for (const auto& [unknown, name] : roots_) {
      if (used_.contains(unknown)) used_.insert(name);
    }
    for (const auto& [name, span] : spans_) {
      const bool unknown = roots_.contains(name);
      if (used_.contains(name) || unknown) continue;
      state_.warning(span, "'" + name + "' is never used in this claim");
    }
  }

  State& state_;
  const syntax::Claim& syntax_;
  Claim claim_;
  Scope scope_;
  std::map<std::string, Span> spans_;         // of the names in the scope
  std::map<std::string, std::string> roots_;  // the unknowns of roots of several, and the names of these roots
  std::set<std::string> families_;
  std::set<std::string> used_;
  Place place_{.what = "a claim",
               .sizes = true,
               .matrices = true,
               .outputs = true,
               .complex = true,
               .quantities = true,
               .locals = &scope_};
  Span span_;  // of the item at hand
  bool stated_ = false;
};

}  // namespace

void resolve_claim(State& state, const syntax::Claim& claim, Span span) { ClaimResolver(state, claim, span)(); }

void resolve_claims(State& state, const syntax::Ast& ast) {
  const std::string& text = state.model.source.text();
  for (const syntax::Statement& statement : ast.statements) {
    const auto* claim = std::get_if<syntax::Claim>(&statement.body);
    if (claim == nullptr) continue;
    const auto line_end = static_cast<std::uint32_t>(std::min(text.find('\n', statement.span.begin), text.size()));
    resolve_claim(state, *claim, {statement.span.begin, std::min(statement.span.end, line_end)});
  }
}

}  // namespace freepencil::resolver
