// SPDX-License-Identifier: GPL-3.0-or-later
// From what the grammar matched to the syntax tree.
#pragma once

#include <string_view>

#include "syntax/ast.hpp"
#include "syntax/concrete.hpp"

namespace freepencil::syntax {

class Builder {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  [[nodiscard]] Expression expression(const Node& node) const;
  [[nodiscard]] Relation relation(const Node& comparison) const;
  [[nodiscard]] std::vector<ClaimItem> claim_items(const Node& root) const;
  [[nodiscard]] Statement statement(const Node& node) const;
  [[nodiscard]] Ast file(const Node& root) const;

 private:
  [[nodiscard]] std::string text_of(const Node& node) const;
  [[nodiscard]] std::string unquoted(const Node& string) const;
  [[nodiscard]] Identifier identifier(const Node& name) const;

  // expressions
  [[nodiscard]] std::vector<Expression> expressions(const Node& node, std::size_t first = 0) const;
  [[nodiscard]] Expression chain(const Node& node) const;
  [[nodiscard]] Expression postfix(const Node& node) const;
  [[nodiscard]] Expression exponent(const Node& node) const;
  [[nodiscard]] Expression root(const Node& node) const;
  [[nodiscard]] Expression target(const Node& node) const;
  void name_into(Expression& e, const Node& name) const;

  // pieces of statements
  [[nodiscard]] IndexRange index_range(const Node& node) const;
  [[nodiscard]] Declared declared(const Node& node) const;
  [[nodiscard]] LawName law(const Node& node) const;
  [[nodiscard]] Range range(const Node& node) const;
  [[nodiscard]] std::vector<Identifier> names(const Node& node) const;

  // statements
  [[nodiscard]] Parameter parameter(const Node& node) const;
  [[nodiscard]] Random random(const Node& node) const;
  [[nodiscard]] Matrix matrix(const Node& node) const;
  [[nodiscard]] Vector vector(const Node& node) const;
  [[nodiscard]] Let let(const Node& node) const;
  [[nodiscard]] SpectrumItem spectrum_item(const Node& node) const;
  [[nodiscard]] Spectrum spectrum(const Node& node) const;
  [[nodiscard]] PencilBlock pencil(const Node& node) const;
  [[nodiscard]] Let definition(const Node& left, const Node& tail) const;
  [[nodiscard]] Expansion expansion(const Node& left, const Node& tail) const;
  [[nodiscard]] ClaimItem claim_item(const Node& node) const;
  [[nodiscard]] Claim claim(const Node& node) const;
  [[nodiscard]] StatementBody body(const Node& node) const;

  std::string_view text_;
};

}  // namespace freepencil::syntax
