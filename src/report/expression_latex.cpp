// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/expression_latex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "report/names.hpp"

namespace freepencil::report {

using Kind = syntax::Expression::Kind;

namespace {

/// `2e-3` as 2 \cdot 10^{-3}.
std::string number(const std::string& text) {
  const auto at = text.find_first_of("eE");
  if (at == std::string::npos) return text;
  std::string exponent = text.substr(at + 1);
  if (exponent.starts_with('+')) exponent.erase(0, 1);
  return fmt::format("{} \\cdot 10^{{{}}}", text.substr(0, at), exponent);
}

bool binds_as_atom(const syntax::Expression& e) {
  return e.kind == Kind::Number || e.kind == Kind::Name || e.kind == Kind::Index;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Brackets grow with what they hold: 0 as they are, then \big, \Big and \bigg.
std::size_t bracket_size(std::string_view inside) {
  std::size_t size = 0;
  if (has(inside, "\\biggl") || has(inside, "\\Bigl")) {
    size = 3;
  } else if (has(inside, "\\bigl")) {
    size = 2;
  } else if (has(inside, "(")) {
    size = 1;
  }
  if (has(inside, "\\frac")) size = std::max<std::size_t>(size, 2);
  return has(inside, "\\sum") ? 3 : size;
}

}  // namespace

std::string relation_latex(std::string_view relation) {
  if (relation == "==") return "=";
  if (relation == "<=") return "\\le";
  if (relation == ">=") return "\\ge";
  return std::string(relation);
}

BreakableLatex ExpressionLatex::display(const Expression& e) { return write(e, Tightness::Sum); }

std::string ExpressionLatex::in_line(const Expression& e) {
  const bool outer = std::exchange(in_line_, true);
  std::string text = write(e, Tightness::Sum).flat();
  in_line_ = outer;
  return text;
}

std::string ExpressionLatex::indexed(std::string_view name, const std::vector<Expression>& subscripts) {
  std::string text = latex_name(name), list;
  for (const Expression& subscript : subscripts) list += (list.empty() ? "" : ",") + in_line(subscript);
  if (list.empty()) return text;
  if (!has(text, "_{")) return fmt::format("{}_{{{}}}", text, list);
  text.pop_back();
  return fmt::format("{},{}}}", text, list);
}

std::string ExpressionLatex::target(const Expression& target, Expression::Side side) {
  const char* sign = side == Expression::Side::Above ? "^{+}" : side == Expression::Side::Below ? "^{-}" : "";
  return in_line(target) + sign;
}

BreakableLatex ExpressionLatex::write(const Expression& e, Tightness least) {
  const bool loose = (e.kind == Kind::Sum && least > Tightness::Sum) ||
                     (e.kind == Kind::Product && least > Tightness::Product) ||
                     (e.kind == Kind::Negate && least > Tightness::Product);
  return loose ? bracketed(bare(e)) : bare(e);
}

BreakableLatex ExpressionLatex::bracketed(const BreakableLatex& inside, std::string_view open,
                                          std::string_view close) const {
  constexpr std::array<std::string_view, 4> sizes = {"", "\\big", "\\Big", "\\bigg"};
  const std::string_view size = sizes[in_line_ ? 0 : bracket_size(inside.flat())];
  BreakableLatex result(fmt::format("{}{}", size.empty() ? "" : std::string(size) + "l", open));
  result.add(inside, 1);
  result.add(fmt::format("{}{}", size.empty() ? "" : std::string(size) + "r", close));
  return result;
}

BreakableLatex ExpressionLatex::sum(const Expression& e) {
  BreakableLatex result;
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    const char sign = e.operators[k];
    if (k > 0) {
      result.add(in_line_ ? "" : " ");
      result.allow_break(0);
    }
    if (k > 0 || sign == '-') result.add(std::string(1, sign));
    if (k > 0 && !in_line_) result.add(" ");
    const bool negated = e.children[k].kind == Kind::Negate;
    result.add(write(e.children[k], negated && (k > 0 || sign == '-') ? Tightness::Postfix : Tightness::Product), 1);
  }
  return result;
}

BreakableLatex ExpressionLatex::with_exponent(const Expression& base, const std::string& exponent) {
  const bool root = base.kind == Kind::Call && base.text == "sqrt";
  const bool plain = binds_as_atom(base) && !(base.kind == Kind::Index && base.children[0].kind != Kind::Name);
  BreakableLatex result = plain && !root ? bare(base) : bracketed(bare(base));
  result.add(fmt::format("^{{{}}}", exponent));
  return result;
}

BreakableLatex ExpressionLatex::power(const Expression& e) {
  const Expression& base = e.children[0];
  const Expression& exponent = e.children[1];
  // inv(A)^2 is A^{-2}.
  if (base.kind == Kind::Call && base.text == "inv" && exponent.kind == Kind::Number) {
    return with_exponent(base.children[0], "-" + exponent.text);
  }
  return with_exponent(base, in_line(exponent));
}

BreakableLatex ExpressionLatex::operation(const std::string& command, const Expression& body) {
  BreakableLatex result(command + " ");
  result.add(write(body, Tightness::Product), 1);
  return result;
}

BreakableLatex ExpressionLatex::derivative(const Expression& e) {
  std::vector<std::string> variables;  // the outermost first
  const Expression* body = &e;
  for (; body->kind == Kind::Derivative; body = &body->children[0]) variables.push_back(body->text);
  std::string below;
  for (std::size_t k = 0; k < variables.size(); ++k) {
    std::size_t times = 1;
    while (k + 1 < variables.size() && variables[k + 1] == variables[k]) ++times, ++k;
    below += "\\partial " + latex_name(variables[k]) + (times > 1 ? fmt::format("^{{{}}} ", times) : " ");
  }
  below.pop_back();
  const std::string partial = variables.size() > 1 ? fmt::format("\\partial^{{{}}}", variables.size()) : "\\partial";
  if (binds_as_atom(*body)) {
    return BreakableLatex(fmt::format("\\frac{{{} {}}}{{{}}}", partial, bare(*body).flat(), below));
  }
  BreakableLatex result(fmt::format("\\frac{{{}}}{{{}}}", partial, below));
  result.add(bracketed(bare(*body)), 0);
  return result;
}

BreakableLatex ExpressionLatex::call(const Expression& e) {
  const Expression& first = e.children.at(0);
  if (e.text == "inv") return with_exponent(first, "-1");
  if (e.text == "pinv") return with_exponent(first, "+");
  if (e.text == "sqrt") {
    if (kinds_->is_matrix(first)) return with_exponent(first, "1/2");
    return BreakableLatex(fmt::format("\\sqrt{{{}}}", bare(first).flat()));
  }
  BreakableLatex inside;
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    if (k > 0) {
      inside.add(", ");
      inside.allow_break(1);
    }
    inside.add(bare(e.children[k]), 0);
  }
  static const std::map<std::string, std::string, std::less<>> commands = {
      {"tr", "\\operatorname{tr}"}, {"exp", "\\exp"}, {"log", "\\log"}, {"min", "\\min"}, {"max", "\\max"}};
  const auto at = commands.find(e.text);
  BreakableLatex result(at != commands.end() ? at->second : fmt::format("\\operatorname{{{}}}", latex_name(e.text)));
  const bool set = e.text == "min" || e.text == "max";
  result.add(set ? bracketed(inside, "\\{", "\\}") : bracketed(inside), 0);
  return result;
}

std::string ExpressionLatex::root(const Expression& e) {
  std::string unknowns, equations;
  for (const auto& unknown : e.unknowns) {
    unknowns += (unknowns.empty() ? "" : ",\\, ") + latex_name(unknown.name.text);
    if (!unknown.bound.empty()) {
      unknowns += fmt::format(" {} {}", relation_latex(unknown.relation), in_line(unknown.bound[0]));
    }
  }
  for (std::size_t k = 0; k + 1 < e.children.size(); k += 2) {
    equations += fmt::format("{}{} = {}", equations.empty() ? "" : ",\\; ", bare(e.children[k]).flat(),
                             bare(e.children[k + 1]).flat());
  }
  return fmt::format("\\operatorname{{root}}_{{{}}}\\{{{}\\}}", unknowns, equations);
}

BreakableLatex ExpressionLatex::bare(const Expression& e) {
  switch (e.kind) {
    case Kind::Number:
      return BreakableLatex(number(e.text));
    case Kind::Imaginary:
      return BreakableLatex((e.text == "1" ? "" : number(e.text)) + "\\mathrm{i}");
    case Kind::Name:
      return BreakableLatex(latex_name(e.text));
    case Kind::String:
      return BreakableLatex(fmt::format("\\text{{{}}}", latex_name(e.text)));
    case Kind::Infinity:
      return BreakableLatex("\\infty");
    case Kind::Sum:
      return sum(e);
    case Kind::Product:
      return product(e);
    case Kind::Power:
      return power(e);
    case Kind::Negate: {
      BreakableLatex result("-");
      result.add(write(e.children[0], Tightness::Product), 0);
      return result;
    }
    case Kind::Adjoint:
      return with_exponent(e.children[0], kinds_->complex ? "*" : "\\top");
    case Kind::Index: {
      const std::vector<Expression> subscripts(e.children.begin() + 1, e.children.end());
      if (e.children[0].kind == Kind::Name) return BreakableLatex(indexed(e.children[0].text, subscripts));
      std::string list;
      for (const Expression& subscript : subscripts) list += (list.empty() ? "" : ",") + in_line(subscript);
      BreakableLatex result = bracketed(bare(e.children[0]));
      result.add(fmt::format("_{{{}}}", list));
      return result;
    }
    case Kind::Call:
      return call(e);
    case Kind::NormSquared: {
      BreakableLatex result = bracketed(bare(e.children[0]), "\\|", "\\|");
      result.add("^{2}");
      return result;
    }
    case Kind::Mean: {
      BreakableLatex result("\\mathbb{E}");
      const bool norm = e.children[0].kind == Kind::NormSquared;
      result.add(norm ? bare(e.children[0]) : bracketed(bare(e.children[0]), "[", "]"), 0);
      return result;
    }
    case Kind::Root:
      return BreakableLatex(root(e));
    case Kind::Limit:
      return operation(fmt::format("\\lim_{{{} \\to {}}}", latex_name(e.text), target(e.children[0], e.side)),
                       e.children[1]);
    case Kind::Derivative:
      return derivative(e);
    case Kind::FiniteSum:
      return operation(
          fmt::format("\\sum_{{{}={}}}^{{{}}}", latex_name(e.text), in_line(e.children[0]), in_line(e.children[1])),
          e.children[2]);
  }
  return BreakableLatex();
}

}  // namespace freepencil::report
