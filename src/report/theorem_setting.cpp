// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/names.hpp"
#include "report/table.hpp"
#include "report/theorem_parts.hpp"

namespace freepencil::report {

namespace {

/// `\lambda > 0`, `T \in \{1, \dots, 4\}`
std::string range(const syntax::Parameter& parameter, bool whole, ExpressionLatex& latex) {
  const std::string name = latex_name(parameter.name.text);
  if (!parameter.range) return fmt::format("{} \\in \\mathbb{{{}}}", name, whole ? 'Z' : 'R');
  const syntax::Range& given = *parameter.range;
  if (given.interval) {
    const std::string lower = latex.in_line(*given.lower), upper = latex.in_line(*given.upper);
    if (whole && given.lower_closed && given.upper_closed) {
      return fmt::format("{} \\in \\{{{}, \\dots, {}\\}}", name, lower, upper);
    }
    return fmt::format("{} \\in {}{}, {}{}", name, given.lower_closed ? '[' : '(', lower, upper,
                       given.upper_closed ? ']' : ')');
  }
  const bool closed = given.lower_closed || given.upper_closed;
  return fmt::format("{} {}{} {}", name, closed ? "\\" : "",
                     closed ? (given.lower ? "ge" : "le") : (given.lower ? ">" : "<"),
                     latex.in_line(given.lower ? *given.lower : *given.upper));
}

std::string parameters(const Theorem& theorem, ExpressionLatex& latex) {
  std::vector<std::string> list;
  for (const auto* parameter : all<syntax::Parameter>(theorem.ast)) {
    const std::string& name = parameter->name.text;
    const auto is_it = [&](const auto& entry) { return entry.first == name; };
    const auto fixed = std::find_if(theorem.fixed.begin(), theorem.fixed.end(), is_it);
    const auto& known = theorem.model.parameters;
    const auto at = std::find_if(known.begin(), known.end(), [&](const auto& entry) { return entry.name == name; });
    const bool whole = at != known.end() && at->structural;
    const std::string formula = fixed != theorem.fixed.end() ? fmt::format("{} = {}", latex_name(name), fixed->second)
                                                             : range(*parameter, whole, latex);
    list.push_back(fmt::format("{}${}${}", whole && !parameter->range ? "an integer " : "", formula,
                               parameter->description ? " (" + latex_escape(*parameter->description) + ")" : ""));
  }
  return list.empty() ? "" : fmt::format("Fix {}.\n", conjunction(list));
}

std::string dimensions(const Theorem& theorem, ExpressionLatex& latex) {
  std::vector<std::string> others;
  std::string reference = "n";
  for (const auto* dimension : all<syntax::Dimension>(theorem.ast)) {
    const std::string name = latex_name(dimension->name.text);
    if (!dimension->size) {
      reference = name;
    } else {
      others.push_back(fmt::format("${} = {}$", name, latex.in_line(*dimension->size)));
    }
  }
  if (others.empty()) return fmt::format("Let ${} \\to \\infty$.\n", reference);
  return fmt::format("Let ${} \\to \\infty$ with {}, up to rounding.\n", reference, conjunction(others));
}

std::string assumptions(const Theorem& theorem, ExpressionLatex& latex) {
  std::vector<std::string> list;
  for (const auto* assume : all<syntax::Assume>(theorem.ast)) {
    const auto& relation = assume->relation;
    list.push_back(fmt::format("${} {} {}$", latex.in_line(relation.left), relation_latex(relation.op),
                               latex.in_line(relation.right)));
  }
  return list.empty() ? "" : fmt::format("Assume that {}.\n", conjunction(list));
}

bool calls(const syntax::Expression& e, std::string_view function) {
  if (e.kind == syntax::Expression::Kind::Call && e.text == function) return true;
  return std::any_of(e.children.begin(), e.children.end(),
                     [&](const syntax::Expression& child) { return calls(child, function); });
}

bool has_mean(const syntax::Expression& e) {
  return e.kind == syntax::Expression::Kind::Mean || std::any_of(e.children.begin(), e.children.end(), has_mean);
}

std::string conventions(const Theorem& theorem) {
  bool pinv = false, mean = false;
  const auto look = [&](const syntax::Expression& e) {
    pinv = pinv || calls(e, "pinv");
    mean = mean || has_mean(e);
  };
  for (const auto* let : all<syntax::Let>(theorem.ast)) look(let->value);
  for (const auto* output : all<syntax::Output>(theorem.ast)) look(output->value);
  std::string text = "Write $\\operatorname{tr}$ for the normalised trace";
  if (pinv) text += fmt::format("{} $X^{{+}}$ for the pseudo-inverse", mean ? "," : " and");
  if (mean) text += " and $\\mathbb{E}$ for the mean over the random vectors, given the matrices";
  return text + ".\n";
}

}  // namespace

std::string theorem_setting(const Theorem& theorem, const NameKinds& kinds) {
  ExpressionLatex latex(kinds);
  return parameters(theorem, latex) + dimensions(theorem, latex) + assumptions(theorem, latex) +
         theorem_matrices(theorem, latex) + conventions(theorem) + theorem_definitions(theorem, kinds);
}

std::string theorem_definitions(const Theorem& theorem, const NameKinds& kinds) {
  ExpressionLatex latex(kinds);
  const Names names = names_of_claims(theorem);
  LatexDisplay definitions, outputs;
  for (const auto* let : all<syntax::Let>(theorem.ast)) {
    if (!names.contains(let->name.text)) continue;
    const std::string left = latex.indexed(let->name.text, let->subscripts);
    const BreakableLatex right = latex.display(let->value);
    // `w[0] = w0` are two names of one letter.
    if (left == right.flat()) continue;
    definitions.add(BreakableLatex(left), "=", right, let->range ? latex_range(*let->range, latex) : "");
  }
  for (const auto* output : all<syntax::Output>(theorem.ast)) {
    if (names.contains(output->name.text)) {
      outputs.add(BreakableLatex(latex_name(output->name.text)), "=", latex.display(output->value));
    }
  }
  std::string text;
  if (!definitions.empty()) text += "Put\n" + definitions.text(outputs.empty() ? "." : ",");
  if (!outputs.empty()) text += (text.empty() ? "Consider\n" : "and consider\n") + outputs.text();
  return text;
}

}  // namespace freepencil::report
