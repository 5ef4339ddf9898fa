// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>

#include "report/names.hpp"
#include "report/theorem_parts.hpp"

namespace freepencil::report {

void collect_names(const syntax::Expression& e, Names& names) {
  if (e.kind == syntax::Expression::Kind::Name) names.insert(e.text);
  for (const auto& child : e.children) collect_names(child, names);
  for (const auto& unknown : e.unknowns) {
    for (const auto& bound : unknown.bound) collect_names(bound, names);
  }
}

namespace {

void collect(const syntax::Relation& relation, Names& names) {
  collect_names(relation.left, names);
  collect_names(relation.right, names);
}

struct OfItem {
  Names& names;
  void operator()(const syntax::Let& x) const { collect_names(x.value, names); }
  void operator()(const syntax::Relation& x) const { collect(x, names); }
  void operator()(const syntax::Assume& x) const { collect(x.relation, names); }
  void operator()(const syntax::Expansion& x) const {
    collect_names(x.left, names);
    collect_names(x.right, names);
  }
};

}  // namespace

Names names_of_claims(const Theorem& theorem) {
  Names names;
  const auto claims = all<syntax::Claim>(theorem.ast);
  for (const std::size_t k : theorem.claims) {
    for (const auto& item : claims[k]->items) std::visit(OfItem{names}, item.item);
  }
  // Names are defined before they are used, so that one way back meets them all.
  for (std::size_t k = theorem.ast.statements.size(); k-- > 0;) {
    const auto& body = theorem.ast.statements[k].body;
    if (const auto* let = std::get_if<syntax::Let>(&body); let != nullptr && names.contains(let->name.text)) {
      collect_names(let->value, names);
    }
    if (const auto* output = std::get_if<syntax::Output>(&body);
        output != nullptr && names.contains(output->name.text)) {
      collect_names(output->value, names);
    }
  }
  return names;
}

std::vector<std::string> outputs_of(const Theorem& theorem) {
  const Names names = names_of_claims(theorem);
  std::vector<std::string> list;
  for (const auto* output : all<syntax::Output>(theorem.ast)) {
    if (names.contains(output->name.text)) list.push_back(output->name.text);
  }
  return list;
}

std::string conjunction(const std::vector<std::string>& words) {
  if (words.size() < 2) return fmt::format("{}", fmt::join(words, ""));
  return fmt::format("{} and {}", fmt::join(std::span(words).first(words.size() - 1), ", "), words.back());
}

std::string latex_range(const syntax::IndexRange& range, ExpressionLatex& latex) {
  const std::string from = latex.in_line(range.from), to = latex.in_line(range.to);
  const std::string name = latex_name(range.name.text);
  return from == to ? fmt::format("{} = {}", name, from) : fmt::format("{} = {}, \\dots, {}", name, from, to);
}

}  // namespace freepencil::report
