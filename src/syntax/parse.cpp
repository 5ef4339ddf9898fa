// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntax/parse.hpp"

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "syntax/build.hpp"
#include "syntax/failure.hpp"
#include "syntax/grammar_statement.hpp"

namespace freepencil::syntax {
namespace {

namespace pegtl = tao::pegtl;

/// Which rules become nodes: those that name a part of the tree.
template <class... Rule>
struct Selected : std::false_type {};

constexpr bool folds(Part part) {
  return part == Part::Sum || part == Part::Product || part == Part::Negation || part == Part::Postfix ||
         part == Part::Call;
}

template <class Rule>
  requires requires { Rule::part; }
struct Selected<Rule> : std::true_type {
  /// A sum of one term without a sign is that term, and so on.
  template <class... States>
  static void transform(std::unique_ptr<Node>& node, States&&...) {
    if (folds(Rule::part) && node->children.size() == 1) node = std::move(node->children.front());
  }
};

/// The concrete tree, or SyntaxError.
template <class Rule>
std::unique_ptr<Node> match(const Source& source) {
  const std::string& text = source.text();
  check_characters(text);
  Context context(text);
  pegtl::memory_input<pegtl::tracking_mode::lazy> in(text, "");
  return pegtl::parse_tree::parse<Rule, Node, Selected>(in, context);
}

template <class Result, class Rule, class Build>
Expected<Result> parse_as(const Source& source, Build build) {
  try {
    const std::unique_ptr<Node> root = match<Rule>(source);
    return build(Builder(source.text()), *root);
  } catch (SyntaxError& error) {
    return std::move(error.diagnostic);
  }
}

}  // namespace

Expected<Ast> parse(const Source& source) {
  return parse_as<Ast, grammar::file>(source,
                                      [](const Builder& builder, const Node& root) { return builder.file(root); });
}

Expected<Expression> parse_expression(const Source& source) {
  return parse_as<Expression, grammar::lone_expression>(
      source, [](const Builder& builder, const Node& root) { return builder.expression(*root.children.front()); });
}

Expected<Relation> parse_relation(const Source& source) {
  return parse_as<Relation, grammar::lone_relation>(
      source, [](const Builder& builder, const Node& root) { return builder.relation(*root.children.front()); });
}

Expected<std::vector<ClaimItem>> parse_claim(const Source& source) {
  return parse_as<std::vector<ClaimItem>, grammar::lone_claim>(
      source, [](const Builder& builder, const Node& root) { return builder.claim_items(root); });
}

}  // namespace freepencil::syntax
