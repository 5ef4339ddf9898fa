// SPDX-License-Identifier: GPL-3.0-or-later
// Products and quotients: `a/b*c` is a fraction in front of c, `a*c/b` one with both above the line.
#include <fmt/format.h>

#include <algorithm>

#include "report/expression_latex.hpp"
#include "report/latex_measure.hpp"

namespace freepencil::report {

using Kind = syntax::Expression::Kind;

namespace {

/// A numerator wider than this keeps above the line what is simple, the rest follows the fraction.
constexpr double widest_numerator = 150;

bool is_simple(const syntax::Expression& e) {
  if (e.kind == Kind::Power) return is_simple(e.children[0]);
  return e.kind == Kind::Number || e.kind == Kind::Name || e.kind == Kind::Index;
}

/// What takes all that follows for its own.
bool is_open_ended(const syntax::Expression& e) { return e.kind == Kind::FiniteSum || e.kind == Kind::Limit; }

bool is_upright(std::string_view text) { return text.starts_with("\\mathrm"); }
bool is_numeric(std::string_view text) {
  return text.starts_with("\\tfrac") || (!text.empty() && text.front() >= '0' && text.front() <= '9');
}

void take_factors(const syntax::Expression& e, std::vector<const syntax::Expression*>& list) {
  const bool flat = e.kind == Kind::Product &&
                    std::all_of(e.operators.begin(), e.operators.end(), [](char sign) { return sign == '*'; });
  if (!flat) {
    list.push_back(&e);
    return;
  }
  for (const auto& child : e.children) take_factors(child, list);
}

/// Writes a factor behind others.
void append(BreakableLatex& product, const BreakableLatex& next) {
  const std::string before = product.flat(), text = next.flat();
  if (before.empty()) {
    product.add(next, 0);
    return;
  }
  const bool last_numeric = is_numeric(product.pieces().back().text) && !before.ends_with(')');
  if (is_numeric(text) || (last_numeric && text.starts_with("\\frac"))) {
    product.add(" \\cdot ");
  } else {
    const auto last_factor = before.rfind(' ') == std::string::npos ? before : before.substr(before.rfind(' ') + 1);
    product.add(is_upright(text) || is_upright(last_factor) ? "\\, " : " ");
    product.allow_break(2, "\\cdot ");
  }
  product.add(next, 1);
}

}  // namespace

BreakableLatex ExpressionLatex::factors(const Factors& list) {
  BreakableLatex result;
  for (std::size_t k = 0; k < list.size(); ++k) {
    const Expression& e = *list[k];
    const bool alone = list.size() == 1;
    const bool brackets = (is_open_ended(e) && k + 1 < list.size()) || (e.kind == Kind::Negate && k > 0) ||
                          (e.kind == Kind::Product && in_line_ && !alone);
    append(result, brackets ? bracketed(bare(e))
                            : write(e, alone                     ? Tightness::Sum
                                       : e.kind == Kind::Product ? Tightness::Product
                                                                 : Tightness::Negation));
  }
  return result;
}

BreakableLatex ExpressionLatex::quotient(Factors above, const Factors& below, bool whole) {
  if (below.empty()) return factors(above);
  Factors behind;
  const auto move_behind = [&](const auto& moves) {
    const auto middle = std::stable_partition(above.begin(), above.end(), [&](const auto* e) { return !moves(*e); });
    behind.insert(behind.begin(), middle, above.end());
    above.erase(middle, above.end());
  };
  move_behind([&](const Expression& e) { return kinds_->is_matrix(e); });
  move_behind([&](const Expression& e) { return is_open_ended(e); });
  std::string numerator = above.empty() ? "1" : factors(above).flat();
  if (!in_line_ && latex_points(numerator) > widest_numerator) {
    move_behind([&](const Expression& e) { return !is_simple(e); });
    numerator = above.empty() ? "1" : factors(above).flat();
  }
  const std::string denominator = factors(below).flat();
  const bool numbers = std::all_of(above.begin(), above.end(), [](const auto* e) { return e->kind == Kind::Number; }) &&
                       std::all_of(below.begin(), below.end(), [](const auto* e) { return e->kind == Kind::Number; });
  BreakableLatex result;
  if (in_line_ && whole && behind.empty()) {
    const auto slashed = [&](const Factors& list, const std::string& text, bool divides) {
      const bool loose =
          list.size() == 1 ? list[0]->kind == Kind::Sum || list[0]->kind == Kind::Negate : divides && list.size() > 1;
      return loose ? fmt::format("({})", text) : text;
    };
    result.add(fmt::format("{}/{}", slashed(above, numerator, false), slashed(below, denominator, true)));
  } else {
    result.add(fmt::format("\\{}{{{}}}{{{}}}", numbers || in_line_ ? "tfrac" : "frac", numerator, denominator));
  }
  if (behind.empty()) return result;
  // One factor alone is not in brackets in factors(), as it is where it is all that there is.
  const bool loose = behind.size() == 1 && (behind[0]->kind == Kind::Sum || behind[0]->kind == Kind::Negate);
  append(result, loose ? bracketed(bare(*behind[0])) : factors(behind));
  return result;
}

BreakableLatex ExpressionLatex::product(const Expression& e) {
  if (e.children[0].kind == Kind::Number && e.children[0].text == "0") return BreakableLatex("0");
  struct Group {
    Factors above, below;
  };
  std::vector<Group> groups(1);
  for (std::size_t k = 0; k < e.children.size(); ++k) {
    if (e.operators[k] == '/') {
      take_factors(e.children[k], groups.back().below);
    } else {
      if (!groups.back().below.empty()) groups.emplace_back();
      take_factors(e.children[k], groups.back().above);
    }
  }
  BreakableLatex result;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool last = g + 1 == groups.size();
    const Group& group = groups[g];
    const bool lone = group.below.empty() && group.above.size() == 1;
    // A sum, alone in its group, is still one factor of the whole.
    const bool loose = lone && (group.above[0]->kind == Kind::Sum || group.above[0]->kind == Kind::Negate);
    const BreakableLatex written =
        loose ? bracketed(bare(*group.above[0])) : quotient(group.above, group.below, groups.size() == 1);
    const bool open =
        std::any_of(group.above.begin(), group.above.end(), [](const auto* f) { return is_open_ended(*f); });
    append(result, open && !last ? bracketed(written) : written);
  }
  return result;
}

}  // namespace freepencil::report
