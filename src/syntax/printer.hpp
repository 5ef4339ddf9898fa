// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "syntax/ast.hpp"

namespace freepencil::syntax {

/// How tightly an expression binds; a place asks for a least tightness, and what binds less gets brackets.
enum class Tightness { Sum, Product, Negation, Postfix };

/// Appends the canonical text of expressions to a string.
class ExpressionPrinter {
 public:
  explicit ExpressionPrinter(std::string& out) : out_(out) {}

  void write(const Expression& e, Tightness least = Tightness::Sum);
  /// Without blanks around + and -, as subscripts and ends of ranges are written.
  void write_tight(const Expression& e);
  void write(const IndexRange& range);
  void write_list(const std::vector<Expression>& list, std::size_t first = 0);
  void write_target(const Expression& target, Expression::Side side);

 private:
  void write_bare(const Expression& e);
  void write_sum(const Expression& e);
  void write_product(const Expression& e);
  void write_power(const Expression& e);
  void write_exponent(const Expression& e);
  void write_norm(const Expression& e);
  void write_root(const Expression& e);
  void write_bracketed(const Expression& e);

  std::string& out_;
  bool tight_ = false;
};

[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace freepencil::syntax
