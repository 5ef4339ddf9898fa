// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/mutate.hpp"

#include <map>
#include <stdexcept>

namespace freepencil::syntax {
namespace {

using Kind = Expression::Kind;

template <class Tree>
auto& claim_of(Tree& ast, std::size_t index) {
  for (auto& statement : ast.statements) {
    if (auto* claim = std::get_if<Claim>(&statement.body)) {
      if (index-- == 0) return *claim;
    }
  }
  throw std::out_of_range("the file has not so many claims");
}

/// The expressions of an item that may change: the value of a name, both sides of a relation.
template <class Item>
auto sides(Item& item) {
  using Side = decltype(&std::get<Let>(item.item).value);
  std::vector<Side> list;
  if (auto* let = std::get_if<Let>(&item.item)) list = {&let->value};
  if (auto* relation = std::get_if<Relation>(&item.item)) list = {&relation->left, &relation->right};
  if (auto* expansion = std::get_if<Expansion>(&item.item)) list = {&expansion->left, &expansion->right};
  return list;
}

/// Names that can stand for each other: by name, the group.
std::map<std::string, int> groups(const Ast& ast, const Claim& claim) {
  std::map<std::string, int> group;
  int next = 1;
  for (const Statement& statement : ast.statements) {
    if (const auto* parameter = std::get_if<Parameter>(&statement.body)) group.emplace(parameter->name.text, 0);
    if (const auto* spectrum = std::get_if<Spectrum>(&statement.body)) {
      for (const SpectrumItem& item : spectrum->items) {
        for (const Assignment& value : item.values) group.emplace(value.name.text, next);
      }
      ++next;
    }
  }
  // Names of a claim that are roots are numbers; of the others the types are not known here.
  for (const ClaimItem& item : claim.items) {
    const auto* let = std::get_if<Let>(&item.item);
    if (let != nullptr && let->value.kind == Kind::Root && let->subscripts.empty()) group.emplace(let->name.text, 0);
  }
  return group;
}

class Finder {
 public:
  Finder(std::size_t claim, std::map<std::string, int> groups) : claim_(claim), groups_(std::move(groups)) {}

  void item(std::size_t index, const ClaimItem& item) {
    item_ = index;
    const auto all = sides(item);
    for (std::size_t k = 0; k < all.size(); ++k) {
      path_ = {k};
      walk(*all[k]);
    }
    const auto* let = std::get_if<Let>(&item.item);
    if (let != nullptr && groups_.contains(let->name.text)) known_.push_back(let->name.text);
  }
  void know(const std::string& name) { known_.push_back(name); }
  std::vector<Mutation> found() && { return std::move(found_); }

 private:
  void add(Mutation::Kind kind, std::size_t operand = 0, std::string name = {}) {
    found_.push_back(
        {.kind = kind, .claim = claim_, .item = item_, .path = path_, .operand = operand, .name = std::move(name)});
  }

  void walk(const Expression& expression) {
    switch (expression.kind) {
      case Kind::Sum:
        for (std::size_t k = 0; k < expression.children.size(); ++k) add(Mutation::Kind::Sign, k);
        break;
      case Kind::Product:
        for (std::size_t k = 1; k < expression.children.size(); ++k) add(Mutation::Kind::Quotient, k);
        add(Mutation::Kind::Factor);
        break;
      case Kind::Power:
        add(Mutation::Kind::Exponent);
        break;
      case Kind::Number:
        add(Mutation::Kind::Number);
        break;
      case Kind::Name: {
        const auto own = groups_.find(expression.text);
        if (own == groups_.end()) break;
        for (const std::string& other : known_) {
          if (other != expression.text && groups_.at(other) == own->second) add(Mutation::Kind::Name, 0, other);
        }
        break;
      }
      default:
        break;
    }
    // The bounds of a sum and the target of a limit stay.
    const std::size_t first = expression.kind == Kind::FiniteSum ? 2 : expression.kind == Kind::Limit ? 1 : 0;
    for (std::size_t k = first; k < expression.children.size(); ++k) {
      if (expression.kind == Kind::Index && k > 0) break;
      path_.push_back(k);
      walk(expression.children[k]);
      path_.pop_back();
    }
  }

  std::size_t claim_, item_ = 0;
  std::map<std::string, int> groups_;
  std::vector<std::string> known_;
  std::vector<std::size_t> path_;
  std::vector<Mutation> found_;
};

Expression number(std::string text, Span span) {
  Expression e;
  e.kind = Kind::Number;
  e.text = std::move(text);
  e.span = span;
  return e;
}

/// first operator second
Expression join(Kind kind, Expression first, char op, Expression second) {
  Expression e;
  e.kind = kind;
  e.span = first.span;
  e.operators = {kind == Kind::Sum ? '+' : '*', op};
  e.operator_spans = {first.span, second.span};
  e.children.push_back(std::move(first));
  e.children.push_back(std::move(second));
  return e;
}

void change(Expression& e, const Mutation& mutation) {
  switch (mutation.kind) {
    case Mutation::Kind::Sign:
      e.operators[mutation.operand] = e.operators[mutation.operand] == '-' ? '+' : '-';
      return;
    case Mutation::Kind::Quotient:
      e.operators[mutation.operand] = e.operators[mutation.operand] == '/' ? '*' : '/';
      return;
    case Mutation::Kind::Factor: {
      const Span span = e.span;
      e = join(Kind::Product, number("2", span), '*', std::move(e));
      return;
    }
    case Mutation::Kind::Exponent: {
      Expression& exponent = e.children[1];
      const Span span = exponent.span;
      exponent = join(Kind::Sum, std::move(exponent), '+', number("1", span));
      return;
    }
    case Mutation::Kind::Number: {
      Expression one = number("1", e.span);
      e = join(Kind::Sum, std::move(e), '+', std::move(one));
      return;
    }
    case Mutation::Kind::Name:
      e.text = mutation.name;
      return;
  }
}

}  // namespace

std::vector<Mutation> mutations(const Ast& ast, std::size_t claim) {
  const Claim& chosen = claim_of(ast, claim);
  const auto group = groups(ast, chosen);
  Finder finder(claim, group);
  for (const Statement& statement : ast.statements) {
    if (const auto* parameter = std::get_if<Parameter>(&statement.body)) finder.know(parameter->name.text);
    if (const auto* spectrum = std::get_if<Spectrum>(&statement.body);
        spectrum != nullptr && !spectrum->items.empty()) {
      for (const Assignment& value : spectrum->items.front().values) finder.know(value.name.text);
    }
  }
  for (std::size_t k = 0; k < chosen.items.size(); ++k) finder.item(k, chosen.items[k]);
  return std::move(finder).found();
}

Ast mutated(Ast ast, const Mutation& mutation) {
  Claim& claim = claim_of(ast, mutation.claim);
  Expression* node = sides(claim.items[mutation.item]).at(mutation.path.front());
  for (std::size_t k = 1; k < mutation.path.size(); ++k) node = &node->children.at(mutation.path[k]);
  change(*node, mutation);
  return ast;
}

}  // namespace freepencil::syntax
