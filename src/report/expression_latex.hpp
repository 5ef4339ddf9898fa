// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions as their author wrote them, in LaTeX. Internal to this folder.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "report/latex_breaks.hpp"
#include "syntax/ast.hpp"
#include "syntax/printer.hpp"

namespace freepencil::report {

/// What the names of a file stand for, as far as it matters to how they are set.
struct NameKinds {
  std::set<std::string, std::less<>> matrices = {"I"};  ///< vectors among them
  bool complex = false;                                 ///< the adjoint is not the transpose

  [[nodiscard]] bool is_matrix(const syntax::Expression& e) const;
};

/// Of all declarations and definitions; those of a claim are for `add`.
[[nodiscard]] NameKinds name_kinds(const syntax::Ast& ast);
void add(NameKinds& kinds, const syntax::Let& let);

/// `==` as `=`, `<=` as a command.
[[nodiscard]] std::string relation_latex(std::string_view relation);

class ExpressionLatex {
 public:
  explicit ExpressionLatex(const NameKinds& kinds) : kinds_(&kinds) {}

  /// For a display: fractions, large brackets, places for line breaks.
  [[nodiscard]] BreakableLatex display(const syntax::Expression& e);
  /// For a line of text: quotients with a slash.
  [[nodiscard]] std::string in_line(const syntax::Expression& e);
  /// `w_{t-1}`
  [[nodiscard]] std::string indexed(std::string_view name, const std::vector<syntax::Expression>& subscripts);
  /// `0^{+}`, as where a parameter goes.
  [[nodiscard]] std::string target(const syntax::Expression& target, syntax::Expression::Side side);

 private:
  using Expression = syntax::Expression;
  using Tightness = syntax::Tightness;
  using Factors = std::vector<const Expression*>;

  [[nodiscard]] BreakableLatex write(const Expression& e, Tightness least);
  [[nodiscard]] BreakableLatex bare(const Expression& e);
  [[nodiscard]] BreakableLatex sum(const Expression& e);
  [[nodiscard]] BreakableLatex product(const Expression& e);
  [[nodiscard]] BreakableLatex factors(const Factors& list);
  [[nodiscard]] BreakableLatex quotient(Factors above, const Factors& below, bool whole);
  [[nodiscard]] BreakableLatex power(const Expression& e);
  [[nodiscard]] BreakableLatex call(const Expression& e);
  [[nodiscard]] BreakableLatex derivative(const Expression& e);
  [[nodiscard]] BreakableLatex with_exponent(const Expression& base, const std::string& exponent);
  [[nodiscard]] BreakableLatex operation(const std::string& command, const Expression& body);
  [[nodiscard]] BreakableLatex bracketed(const BreakableLatex& inside, std::string_view open = "(",
                                         std::string_view close = ")") const;
  [[nodiscard]] std::string root(const Expression& e);

  const NameKinds* kinds_;
  bool in_line_ = false;
};

}  // namespace freepencil::report
