// SPDX-License-Identifier: GPL-3.0-or-later
// Products and quotients: inner spaces agree, `I` is neutral, scalars commute.
#include <algorithm>

#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {
namespace {

struct Factor {
  const syntax::Expression* expression;
  MatrixId id;
};

/// Reports that two neighbours do not fit, with the adjoint that would, if one does.
void report_mismatch(State& state, const Factor& left, const Factor& right) {
  const MatrixNode& l = state.matrices()[left.id];
  const MatrixNode& r = state.matrices()[right.id];
  const std::string left_text = as_operand(state, *left.expression), right_text = as_operand(state, *right.expression);
  const bool short_enough = left_text != "this" && right_text != "this";
  const auto name = [&](SpaceId space) { return state.model.spaces[space].name; };

  std::string message = (short_enough ? left_text + "*" + right_text + " has" : "these factors have") + " type " +
                        state.type(left.id) + "*" + state.type(right.id) + ": the inner spaces " + name(l.column) +
                        " and " + name(r.row) + " differ";
  if (short_enough && l.row == r.row) {
    message += "; did you mean " + as_adjoint(state, *left.expression) + "*" + right_text + "?";
  } else if (short_enough && l.column == r.column) {
    message += "; did you mean " + left_text + "*" + as_adjoint(state, *right.expression) + "?";
  }
  Diagnostic& report = state.error(right.expression->span, std::move(message));
  report.label = "its rows are " + name(r.row) + ", not " + name(l.column);
  report.underlines.push_back(left.expression->span);
}

}  // namespace

Value Evaluator::product(const Expression& expression) {
  std::vector<std::pair<Rational, ScalarId>> scalars;
  std::vector<Factor> factors;
  const Factor* previous = nullptr;  // the matrix on the left, unless something unknown stands between
  bool wrong = false, fits = true, identity = false, unplaced = false;
  std::size_t bits = 0;
  factors.reserve(expression.children.size());
  std::vector<Value> values;
  for (const Expression& child : expression.children) values.push_back(evaluate(child));
  if (std::any_of(values.begin(), values.end(), [](const Value& value) { return value.random_vector(); })) {
    return product_with_vectors(expression, values);
  }

  for (std::size_t k = 0; k < expression.children.size(); ++k) {
    const Expression& child = expression.children[k];
    const bool divides = expression.operators[k] == '/';
    const Value& value = values[k];
    if (value.poisoned()) {
      wrong = true;
      previous = nullptr;
      continue;
    }
    if (const auto* scalar = value.scalar()) {
      if (divides && *scalar == state_.scalars().zero()) {
        state_.error(child.span, "division by zero");
        wrong = true;
        continue;
      }
      bits += exact_bits(state_.scalars()[*scalar]);
      scalars.emplace_back(divides ? -1 : 1, *scalar);
      continue;
    }
    if (divides) {
      state_.error(child.span, "division by a matrix")
          .helps.push_back("multiply by inv(" + as_argument(state_, child) + ") on the side you mean");
      wrong = true;
      previous = nullptr;
      continue;
    }
    if (const auto* multiple = value.identity()) {
      identity = true;
      unplaced = unplaced || multiple->unplaced;
      bits += exact_bits(state_.scalars()[multiple->coefficient]);
      scalars.emplace_back(1, multiple->coefficient);
      continue;
    }
    factors.push_back({&child, *value.matrix()});
    if (fits && previous != nullptr &&
        state_.matrices()[previous->id].column != state_.matrices()[factors.back().id].row) {
      report_mismatch(state_, *previous, factors.back());
      fits = false;  // one factor turned round does not fit on either side: that is one mistake
      wrong = true;
    }
    previous = &factors.back();
  }
  if (wrong || !state_.affordable(bits, expression.span)) return {};

  const ScalarId scale = state_.scalars().product(scalars);
  if (factors.empty() && !identity) return state_.bounded(scale, expression.span);
  if (!coefficient(scale, expression.span)) return {};
  if (factors.empty()) return IdentityMultiple{scale, unplaced};

  std::vector<MatrixId> ids;
  for (const Factor& factor : factors) ids.push_back(factor.id);
  const MatrixId product = chain(ids);
  if (scale == state_.scalars().one()) return state_.bounded(product, expression.span);
  const MatrixNode& node = state_.matrices()[product];
  return state_.bounded(state_.matrices().combination(node.row, node.column, {{scale, product}}), expression.span);
}

}  // namespace freepencil::resolver
