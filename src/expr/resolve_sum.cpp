// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of expressions: equal types, and the space of every `I` from the other terms.
#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {
namespace {

constexpr std::size_t max_terms = 1'000;  // collecting equal terms takes quadratic time

/// One report for all scalars in a sum of matrices.
void report_scalars(State& state, const std::vector<const syntax::Expression*>& scalars) {
  const syntax::Expression& first = *scalars.front();
  const std::string mend = first.text == "1" ? "I" : as_operand(state, first) + "*I";
  Diagnostic& report = state.error(first.span, "a scalar cannot be added to a matrix");
  report.label = "is a scalar";
  for (std::size_t k = 1; k < scalars.size(); ++k) report.underlines.push_back(scalars[k]->span);
  if (scalars.size() > 1) {
    report.helps.push_back("multiply the scalars by I, as in " + mend);
  } else if (state.text(first.span) != "this") {
    report.helps.push_back("did you mean " + mend + "?");
  }
}

}  // namespace

Value Evaluator::sum(const Expression& expression) {
  std::vector<Value> values;
  for (const Expression& child : expression.children) values.push_back(evaluate(child));
  return sum_of(expression, values);
}

Value Evaluator::sum_of(const Expression& expression, const std::vector<Value>& values) {
  bool poisoned = false, matrices = false, vectors = false;
  std::size_t bits = 0;
  for (const Value& value : values) {
    poisoned = poisoned || value.poisoned();
    matrices = matrices || value.matrix() != nullptr || value.identity() != nullptr;
    vectors = vectors || value.random_vector();
    if (const auto* scalar = value.scalar()) bits += exact_bits(state_.scalars()[*scalar]);
  }
  if (vectors) return sum_with_vectors(expression, values);
  if (matrices) return sum_of_matrices(expression, values);
  if (poisoned || !state_.affordable(bits, expression.span)) return {};

  std::vector<std::pair<Rational, ScalarId>> terms;
  for (std::size_t k = 0; k < values.size(); ++k) {
    terms.emplace_back(expression.operators[k] == '-' ? -1 : 1, *values[k].scalar());
  }
  return state_.bounded(state_.scalars().sum(terms), expression.span);
}

Value Evaluator::sum_of_matrices(const Expression& expression, const std::vector<Value>& values) {
  if (values.size() > max_terms) {
    state_.error(expression.span, "a sum of matrices may have at most " + std::to_string(max_terms) + " terms");
    return {};
  }
  const Expression* first = nullptr;  // the term that says what type the sum has
  MatrixId like{};
  std::vector<const Expression*> scalars;
  bool wrong = false, unplaced = false;
  std::vector<std::pair<ScalarId, MatrixId>> terms;
  ScalarId identity = state_.scalars().zero();
  const Expression* identity_term = nullptr;

  for (std::size_t k = 0; k < values.size(); ++k) {
    const Expression& child = expression.children[k];
    const bool negative = expression.operators[k] == '-';
    const ScalarId sign = state_.scalars().number(negative ? -1 : 1);
    if (values[k].poisoned()) wrong = true;
    if (values[k].scalar() != nullptr) {
      scalars.push_back(&child);
      wrong = true;
    } else if (const auto* multiple = values[k].identity()) {
      const ScalarId part = multiple->coefficient;
      identity = negative ? state_.scalars().subtract(identity, part) : state_.scalars().add(identity, part);
      unplaced = unplaced || multiple->unplaced;
      if (identity_term == nullptr) identity_term = &child;
    } else if (const auto* id = values[k].matrix()) {
      const MatrixNode& node = state_.matrices()[*id];
      if (first == nullptr) {
        first = &child;
        like = *id;
      } else if (const MatrixNode& model = state_.matrices()[like];
                 node.row != model.row || node.column != model.column) {
        Diagnostic& report = state_.error(
            child.span, "the terms of a sum must have equal types: " + state_.type(like) + " and " + state_.type(*id));
        report.label = "has type " + state_.type(*id);
        report.underlines.push_back(first->span);
        if (node.row == model.column && node.column == model.row) {
          report.helps.push_back("did you mean " + as_adjoint(state_, child) + "?");
        }
        wrong = true;
      }
      terms.emplace_back(sign, *id);
    }
  }
  if (!scalars.empty()) report_scalars(state_, scalars);
  if (wrong) return {};
  if (first == nullptr) return state_.bounded(IdentityMultiple{identity, unplaced}, expression.span);

  const SpaceId row = state_.matrices()[like].row, column = state_.matrices()[like].column;
  if (identity_term != nullptr) {
    if (row != column) {
      Diagnostic& report =
          state_.error(identity_term->span,
                       "the identity is square, but the other terms of the sum have type " + state_.type(row, column));
      report.underlines.push_back(first->span);
      return {};
    }
    terms.emplace_back(state_.scalars().one(), state_.matrices().deterministic(row, identity));
  }
  return state_.bounded(state_.matrices().combination(row, column, terms), expression.span);
}

Value Evaluator::negated(const Expression& expression) {
  const Value value = evaluate(expression.children.front());
  Scalars& scalars = state_.scalars();
  if (const auto* scalar = value.scalar()) return state_.bounded(scalars.negate(*scalar), expression.span);
  if (const auto* identity = value.identity()) {
    return IdentityMultiple{scalars.negate(identity->coefficient), identity->unplaced};
  }
  if (const auto* id = value.matrix()) {
    const SpaceId row = state_.matrices()[*id].row, column = state_.matrices()[*id].column;
    return state_.bounded(state_.matrices().combination(row, column, {{scalars.number(-1), *id}}), expression.span);
  }
  if (value.random_vector()) return scaled(value, scalars.number(-1));
  return {};
}

}  // namespace freepencil::resolver
