// SPDX-License-Identifier: GPL-3.0-or-later
// The functions of the language.
#include "expr/resolve_quantity.hpp"

namespace freepencil::resolver {

Value Evaluator::call(const Expression& expression) {
  const std::string& function = expression.text;
  const bool extremum = function == "min" || function == "max";
  if (extremum && place_.quantities) return resolve_extremum(state_, place_, expression);
  if (extremum) {
    state_.not_supported(expression.span, function + "(...) is");
    return {};
  }
  const bool known = function == "tr" || function == "inv" || function == "sqrt" || function == "exp" ||
                     function == "log" || function == "pinv";
  if (!known) {
    if (Entity* entity = state_.names.find(function)) {
      entity->used = true;
      Diagnostic& report = state_.error(expression.text_span,
                                        "'" + function + "' is " + with_article(entity->kind) + ", not a function");
      if (expression.children.size() == 1) report.helps.push_back("write " + function + "*(...) for a product");
    } else {
      const std::string hint = state_.may_suggest() ? did_you_mean(function, functions()) : "";
      state_.error(expression.text_span, "unknown function '" + function + "'" + hint);
    }
    return {};
  }
  if (function == "tr" && !allowed(place_.matrices, expression.text_span, "tr is the trace of a matrix")) return {};
  std::vector<Value> values;
  for (const Expression& argument : expression.children) values.push_back(evaluate(argument));
  if (values.size() != 1) {
    state_.error(expression.span, function + " takes one argument; there are " + std::to_string(values.size()));
    return {};
  }
  if (values.front().poisoned()) return {};
  const Expression& argument = expression.children.front();
  if (values.front().random_vector()) {
    state_.error(argument.span, function + " does not apply to random vectors")
        .helps.push_back("random vectors enter linearly, and squared in mean |...|^2");
    return {};
  }
  if (function == "pinv") return pseudo_inverse(argument, values.front(), expression.span);
  if (function == "tr") return trace(argument, values.front(), expression.span);
  if (function == "inv") return inverse(argument, values.front(), expression.span);
  if (function == "sqrt") return root(argument, values.front(), expression.span);
  return exponential(argument, values.front(), expression.span, function == "log");
}

Value Evaluator::trace(const Expression& argument, const Value& value, Span span) {
  if (value.scalar() != nullptr) {
    state_.error(argument.span, "tr needs a matrix; " + state_.text(argument.span) + " is a scalar");
    return {};
  }
  if (const auto* identity = value.identity()) {
    if (!identity->unplaced) return identity->coefficient;  // tr I = 1 in every space
    state_.error(argument.span, "cannot tell which space I acts on")
        .helps.push_back("multiply it by a matrix or add it to one; the trace of c*I is c");
    return {};
  }
  const MatrixId id = *value.matrix();
  if (!square(argument, id, "tr")) return {};
  return trace_of(id, span);
}

Value Evaluator::trace_of(MatrixId id, Span span) {
  if (place_.quantities && state_.facts.has_random(id)) {
    report_random_trace(state_, span);
    return {};
  }
  return state_.trace(id, span);
}

Value Evaluator::inverse(const Expression& argument, const Value& value, Span span) {
  Scalars& scalars = state_.scalars();
  if (const auto* scalar = value.scalar()) {
    state_.error(argument.span, "inv needs a matrix; " + state_.text(argument.span) + " is a scalar")
        .helps.push_back("divide by a scalar with /");
    static_cast<void>(scalar);
    return {};
  }
  if (const auto* identity = value.identity()) {
    if (identity->coefficient == scalars.zero()) {
      state_.error(span, "the zero matrix has no inverse");
      return {};
    }
    const ScalarId reciprocal = scalars.power(identity->coefficient, Rational(-1));
    state_.require({.function = reciprocal, .argument = identity->coefficient, .span = span, .what = "inv(...)"});
    return IdentityMultiple{reciprocal, true};
  }
  const MatrixId id = *value.matrix();
  if (!square(argument, id, "inv")) return {};
  if (state_.matrices().is_zero(id)) {
    state_.error(span, "the zero matrix has no inverse");
    return {};
  }
  require_inverse(id, span, "inv(...)");
  return state_.bounded(state_.matrices().inverse(id), span);
}

void Evaluator::require_inverse(MatrixId id, Span span, const std::string& what) {
  const MatrixNode& node = state_.matrices()[id];
  ScalarId argument = node.function;
  if (node.kind == MatrixNode::Kind::Combination && node.children.size() == 1) {
    argument = node.coefficients.front();  // a factor goes in front of the inverse, and can cancel there
  } else if (node.kind != MatrixNode::Kind::Deterministic) {
    return;
  }
  state_.require({.space = node.row,
                  .function = state_.scalars().power(argument, Rational(-1)),
                  .argument = argument,
                  .span = span,
                  .what = what});
}

Value Evaluator::root(const Expression& argument, const Value& value, Span span) {
  const ScalarId half = state_.scalars().number(Rational(1, 2));
  if (const auto* scalar = value.scalar()) return scalar_power(*scalar, half, span);
  if (const auto* identity = value.identity()) {
    const Value result = scalar_power(identity->coefficient, half, span);
    if (result.poisoned()) return {};
    state_.require(
        {.function = *result.scalar(), .argument = identity->coefficient, .span = span, .what = "sqrt(...)"});
    return IdentityMultiple{*result.scalar(), true};
  }
  const MatrixId id = *value.matrix();
  if (!square(argument, id, "sqrt")) return {};
  const auto function = as_function(id);
  if (!function) {
    if (mixes(id, span, "sqrt")) return {};
    state_.error(span, "the square root of a random matrix is not a rational expression");
    return {};
  }
  const Value result = scalar_power(*function, half, span);
  if (result.poisoned()) return {};
  const SpaceId space = state_.matrices()[id].row;
  state_.require(
      {.space = space, .function = *result.scalar(), .argument = *function, .span = span, .what = "sqrt(...)"});
  return state_.bounded(state_.matrices().deterministic(space, *result.scalar()), span);
}

Value Evaluator::exponential(const Expression& argument, const Value& value, Span span, bool logarithm) {
  const std::string_view function = logarithm ? "log" : "exp";
  Scalars& scalars = state_.scalars();
  const auto applied = [&](ScalarId id) -> Value {
    const auto number = scalars.as_number(id);
    if (logarithm && number && *number <= 0) {
      state_.error(argument.span, "the logarithm of " + short_text(*number) + " is not a real number");
      return {};
    }
    return state_.bounded(logarithm ? scalars.log(id) : scalars.exp(id), span);
  };
  const auto required = [&](SpaceId space, ScalarId of, ScalarId result) {
    if (!logarithm) return;
    state_.require({.space = space, .function = result, .argument = of, .span = span, .what = "log(...)"});
  };
  if (const auto* scalar = value.scalar()) return applied(*scalar);
  if (const auto* identity = value.identity()) {
    const Value result = applied(identity->coefficient);
    if (result.poisoned()) return {};
    required(0, identity->coefficient, *result.scalar());
    return IdentityMultiple{*result.scalar(), true};
  }
  const MatrixId id = *value.matrix();
  if (!square(argument, id, function)) return {};
  const auto applicable = as_function(id);
  if (!applicable) {
    if (mixes(id, span, function)) return {};
    state_.error(span, std::string(function) + " of a random matrix is not a rational expression")
        .helps.push_back(std::string(function) + " applies to scalars and to deterministic matrices");
    return {};
  }
  const Value result = applied(*applicable);
  if (result.poisoned()) return {};
  const SpaceId space = state_.matrices()[id].row;
  required(space, *applicable, *result.scalar());
  return state_.bounded(state_.matrices().deterministic(space, *result.scalar()), span);
}

}  // namespace freepencil::resolver
