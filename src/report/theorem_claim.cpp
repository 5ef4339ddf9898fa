// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/names.hpp"
#include "report/theorem_parts.hpp"

namespace freepencil::report {

namespace {

using syntax::Expression;

/// `$k > \lambda$`, with "a real" in front of what has no bound.
std::string domain(const Expression::Unknown& unknown, ExpressionLatex& latex) {
  const std::string name = latex_name(unknown.name.text);
  if (unknown.bound.empty()) return fmt::format("real ${}$", name);
  return fmt::format("${} {} {}$", name, relation_latex(unknown.relation), latex.in_line(unknown.bound[0]));
}

class ClaimWriter {
 public:
  ClaimWriter(const Theorem& theorem, std::size_t claim, NameKinds& kinds)
      : model_(theorem.model), claim_(theorem.model.claims[claim]), kinds_(kinds), latex_(kinds) {
    for (const auto* output : all<syntax::Output>(theorem.ast)) of_outputs_.insert(output->name.text);
    outputs_ = of_outputs_;
  }

  std::string operator()(const syntax::Claim& claim) {
    for (const auto& item : claim.items) std::visit(*this, item.item);
    flush();
    std::string text = text_;
    if (!assumed_.empty()) text = fmt::format("Assume that {}.\n", conjunction(assumed_)) + text;
    const std::string n = latex_name(model_.spaces.empty() ? "n" : model_.spaces[model_.reference()].name);
    const auto state = [&](const std::string& condition, const LatexDisplay& display) {
      if (display.empty()) return;
      text += fmt::format("{}{}\n{}", stated_ ? "Moreover," : "Then,", condition, display.text());
      stated_ = true;
    };
    state(fmt::format(" as ${} \\to \\infty$,", n), arrows_);
    state(stated_ ? " these limits, by the same names, satisfy"
                  : fmt::format(" as ${} \\to \\infty$, the limits, by the same names, satisfy", n),
          limits_);
    state(fmt::format(" for every ${}$ for which both sides exist,", n), identities_);
    for (const auto& [condition, display] : expansions_) state(condition, display);
    state("", relations_);
    return text;
  }

  void operator()(const syntax::Assume& x) {
    assumed_.push_back(fmt::format("${} {} {}$", latex_.in_line(x.relation.left), relation_latex(x.relation.op),
                                   latex_.in_line(x.relation.right)));
  }

  void operator()(const syntax::Let& x) {
    if (x.value.kind == Expression::Kind::Root) {
      flush();
      root(x);
    } else {
      definitions_.add(BreakableLatex(latex_.indexed(x.name.text, x.subscripts)), "=", latex_.display(x.value),
                       x.range ? latex_range(*x.range, latex_) : "");
    }
    add(kinds_, x);
    if (mentions(x.value, of_outputs_)) of_outputs_.insert(x.name.text);
  }

  void operator()(const syntax::Relation& x) {
    const auto& statement = claim_.statements.at(statements_++);
    const bool left_outputs = mentions(x.left, of_outputs_), right_outputs = mentions(x.right, of_outputs_);
    const bool one = x.left.kind == Expression::Kind::Name && outputs_.contains(x.left.text);
    const bool arrow = x.op == "==" && one && !right_outputs;
    LatexDisplay& display = std::holds_alternative<MatrixIdentity>(statement) ? identities_
                            : arrow                                           ? arrows_
                            : left_outputs || right_outputs                   ? limits_
                                                                              : relations_;
    display.add(latex_.display(x.left), arrow ? "\\longrightarrow" : relation_latex(x.op), latex_.display(x.right));
  }

  void operator()(const syntax::Expansion& x) {
    ++statements_;
    const bool outputs = mentions(x.left, of_outputs_) || mentions(x.right, of_outputs_);
    BreakableLatex right = latex_.display(x.right);
    right.add(" ");
    right.allow_break(0);
    right.add(fmt::format("+ O\\bigl({}\\bigr)", latex_.in_line(x.order)));
    auto& [condition, display] = expansions_.emplace_back();
    condition = fmt::format(" as ${} \\to {}$,{}", latex_name(x.parameter.text), latex_.target(x.target, x.side),
                            outputs ? " the limits, by the same names, satisfy" : "");
    display.add(latex_.display(x.left), "=", std::move(right));
  }

 private:
  static bool mentions(const Expression& e, const Names& wanted) {
    Names names;
    collect_names(e, names);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return wanted.contains(name); });
  }

  void flush() {
    if (const std::string formula = definitions_.in_line(); !formula.empty()) {
      text_ += fmt::format("Put ${}$.\n", formula);
    } else if (!definitions_.empty()) {
      text_ += "Put\n" + definitions_.text();
    }
    definitions_ = {};
  }

  /// The unknowns are names of the claim from here on.
  void root(const syntax::Let& x) {
    const auto& unknowns = x.value.unknowns;
    std::vector<std::string> names, domains;
    for (const auto& unknown : unknowns) {
      kinds_.matrices.erase(unknown.name.text);
      names.push_back(latex_name(unknown.name.text));
      domains.push_back(domain(unknown, latex_));
    }
    const bool several = unknowns.size() > 1;
    const std::string name = latex_.indexed(x.name.text, x.subscripts);
    LatexDisplay equations;
    for (std::size_t k = 0; k + 1 < x.value.children.size(); k += 2) {
      equations.add(latex_.display(x.value.children[k]), "=", latex_.display(x.value.children[k + 1]));
    }
    if (!several) {
      text_ += fmt::format("Let ${}$ be the unique solution {} of\n", name, domains.front());
    } else {
      const bool first = name == names.front();
      text_ += fmt::format("Let {}(${}$) be the unique solution with {} of\n",
                           first ? "" : fmt::format("${} = {}$ and ", name, names.front()),
                           fmt::format("{}", fmt::join(names, ", ")), conjunction(domains));
    }
    text_ += equations.text();
  }

  const Model& model_;
  const Claim& claim_;
  NameKinds& kinds_;
  ExpressionLatex latex_;
  Names outputs_, of_outputs_;
  std::size_t statements_ = 0;
  bool stated_ = false;
  std::string text_;
  std::vector<std::string> assumed_;
  LatexDisplay definitions_, arrows_, limits_, identities_, relations_;
  std::vector<std::pair<std::string, LatexDisplay>> expansions_;
};

}  // namespace

std::string theorem_claim(const Theorem& theorem, std::size_t claim, NameKinds kinds) {
  return ClaimWriter(theorem, claim, kinds)(*all<syntax::Claim>(theorem.ast).at(claim));
}

}  // namespace freepencil::report
