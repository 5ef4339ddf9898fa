// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/theorem_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <stdexcept>

#include "report/table.hpp"
#include "report/theorem_parts.hpp"
#include "syntax/print.hpp"

namespace freepencil::report {

namespace {

std::string roman(std::size_t number) {
  constexpr std::array<std::pair<std::size_t, const char*>, 5> digits = {
      {{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
  std::string text;
  for (const auto& [value, digit] : digits) {
    for (; number >= value; number -= value) text += digit;
  }
  return text;
}

std::string latex(const Theorem& theorem) {
  const NameKinds kinds = name_kinds(theorem.ast);
  std::string text =
      fmt::format("% {}\n% Needs \\usepackage{{amsmath,amssymb,amsthm}} and \\newtheorem{{theorem}}{{Theorem}}.\n",
                  provenance(theorem.context));
  // Braces keep a closing bracket of the title from ending the argument.
  const std::string& title = theorem.context.title;
  text += "\\begin{theorem}" + (title.empty() ? "" : fmt::format("[{{{}}}]", latex_escape(title))) + "\\sloppy\n";
  text += theorem_setting(theorem, kinds);
  for (std::size_t k = 0; k < theorem.claims.size(); ++k) {
    if (theorem.claims.size() > 1) {
      const std::string& heading = theorem.model.claims[theorem.claims[k]].title;
      text +=
          fmt::format("\n\\smallskip\\noindent\\textup{{({}) {}.}}\\enspace\n", roman(k + 1), latex_escape(heading));
    }
    text += theorem_claim(theorem, theorem.claims[k], kinds);
  }
  std::vector<std::string> sources;
  for (const std::string& cite : theorem.model.citations) sources.push_back(latex_escape(cite));
  if (!sources.empty()) text += fmt::format("\\textup{{[{}]}}\n", fmt::join(sources, "; "));
  text += "\\end{theorem}\n";
  return text + fmt::format("{{\\small\\sloppy\\noindent\\emph{{Certificate.}} {}\\par}}\n",
                            theorem_certificate(theorem, true));
}

bool is_setting(const syntax::StatementBody& body) {
  return !std::holds_alternative<syntax::Title>(body) && !std::holds_alternative<syntax::Cite>(body) &&
         !std::holds_alternative<syntax::Claim>(body) && !std::holds_alternative<syntax::UnknownSymbol>(body);
}

/// The statements themselves are in the file language already.
std::string text(const Theorem& theorem) {
  std::string text = theorem.context.title.empty() ? "" : theorem.context.title + "\n";
  for (const std::string& cite : theorem.model.citations) text += cite + "\n";
  syntax::Ast setting, claims;
  for (const auto& statement : theorem.ast.statements) {
    if (is_setting(statement.body)) setting.statements.push_back(statement);
  }
  const auto written = all<syntax::Claim>(theorem.ast);
  for (const std::size_t claim : theorem.claims) claims.statements.push_back({{}, *written.at(claim)});
  text += fmt::format("{}{}\n{}\n", text.empty() ? "" : "\n", syntax::print(setting), syntax::print(claims));
  return text + theorem_certificate(theorem, false) + "\n";
}

}  // namespace

std::string theorem_report(const Theorem& theorem, Format format) {
  switch (format) {
    case Format::Text:
      return text(theorem);
    case Format::Latex:
      return latex(theorem);
    default:
      throw std::invalid_argument("a theorem has no such format");
  }
}

}  // namespace freepencil::report
