// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a theorem. Internal to this folder.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "report/expression_latex.hpp"
#include "report/theorem_report.hpp"

namespace freepencil::report {

using Names = std::set<std::string, std::less<>>;

/// All statements of one kind, in the order of the file.
template <class T>
std::vector<const T*> all(const syntax::Ast& ast) {
  std::vector<const T*> list;
  for (const auto& statement : ast.statements) {
    if (const auto* body = std::get_if<T>(&statement.body)) list.push_back(body);
  }
  return list;
}

/// Adds the names that an expression speaks of.
void collect_names(const syntax::Expression& e, Names& names);
/// The names that the stated claims speak of, by way of definitions and outputs too.
[[nodiscard]] Names names_of_claims(const Theorem& theorem);

/// `a, b and c`
[[nodiscard]] std::string conjunction(const std::vector<std::string>& words);
/// `t = 1, \dots, T`
[[nodiscard]] std::string latex_range(const syntax::IndexRange& range, ExpressionLatex& latex);

/// Sentences and displays: what is given, what is defined, what is looked at.
[[nodiscard]] std::string theorem_setting(const Theorem& theorem, const NameKinds& kinds);
[[nodiscard]] std::string theorem_matrices(const Theorem& theorem, ExpressionLatex& latex);
[[nodiscard]] std::string theorem_definitions(const Theorem& theorem, const NameKinds& kinds);
[[nodiscard]] std::string theorem_claim(const Theorem& theorem, std::size_t claim, NameKinds kinds);
/// How well the run vouches for the statement; the same words in LaTeX and in text but for the formulas.
[[nodiscard]] std::string theorem_certificate(const Theorem& theorem, bool latex);

}  // namespace freepencil::report
