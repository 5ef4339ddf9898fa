// SPDX-License-Identifier: GPL-3.0-or-later
// Powers: of numbers exactly, of matrices by repeated products, of deterministic matrices as functions.
#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {
namespace {

constexpr int max_matrix_exponent = 64;

bool is_integer(const Rational& value) { return denominator(value) == 1; }

/// Whether the power exists at every number: then nothing can cancel that does not exist.
bool always_exists(const std::optional<Rational>& exponent) {
  return exponent && *exponent >= 0 && is_integer(*exponent);
}

std::string described(const std::optional<Rational>& exponent) {
  return exponent ? "the power " + short_text(*exponent) : "this power";
}

}  // namespace

Value Evaluator::power(const Expression& expression) {
  const Expression& base = expression.children[0];
  const Value value = evaluate(base);
  const Value raised = evaluate(expression.children[1]);
  if (value.poisoned() || raised.poisoned()) return {};
  if (value.random_vector()) {
    state_.error(base.span, "random vectors enter linearly, and squared in mean |...|^2");
    return {};
  }
  const auto* exponent = raised.scalar();
  if (exponent == nullptr) {
    state_.error(expression.children[1].span, "an exponent must be a scalar");
    return {};
  }
  if (const auto* scalar = value.scalar()) return scalar_power(*scalar, *exponent, expression.span);
  if (const auto* identity = value.identity()) {
    const Value result = scalar_power(identity->coefficient, *exponent, expression.span);
    if (result.poisoned() || !coefficient(*result.scalar(), expression.span)) return {};
    const auto constant = state_.scalars().as_number(*exponent);
    if (!always_exists(constant)) {
      state_.require({.function = *result.scalar(),
                      .argument = identity->coefficient,
                      .span = expression.span,
                      .what = described(constant)});
    }
    return IdentityMultiple{*result.scalar(), identity->unplaced};
  }
  if (!square(base, *value.matrix(), "a power")) return {};
  return matrix_power(expression, *value.matrix(), *exponent);
}

Value Evaluator::scalar_power(ScalarId base, ScalarId exponent, Span span) {
  Scalars& scalars = state_.scalars();
  const auto number = scalars.as_number(base);
  const auto constant = scalars.as_number(exponent);
  if (number && *number == 0 && constant && *constant < 0) {
    state_.error(span, "division by zero: zero to a negative power");
    return {};
  }
  if (number && *number < 0 && !(constant && is_integer(*constant))) {
    state_.error(span, "a negative number to a power that is not an integer")
        .helps.push_back("write 1i for the imaginary unit");
    return {};
  }
  if (constant) {
    // What the exact numbers in the base grow to, before anything is computed.
    const Integer top = abs(numerator(*constant));
    const bool trivial = number && (*number == 0 || *number == 1 || *number == -1);
    const std::size_t bits = exact_bits(scalars[base]);
    const ScalarNode& node = scalars[base];
    const bool multiple = node.kind == ScalarNode::Kind::Sum && node.value == 0 && node.terms.size() == 1;
    if (!trivial && (number || multiple) && Integer(bits - 1) * top > Integer(max_exact_bits)) {
      state_.affordable(max_exact_bits + 1, span);
      return {};
    }
    return state_.bounded(scalars.power(base, *constant), span);
  }
  return state_.bounded(scalars.power(base, exponent), span);
}

Value Evaluator::matrix_power(const Expression& expression, MatrixId base, ScalarId exponent) {
  const Span at = expression.children[1].span;
  const auto constant = state_.scalars().as_number(exponent);
  const SpaceId space = state_.matrices()[base].row;
  if (!coefficient(exponent, at)) return {};
  if (constant && *constant == 0) return state_.matrices().identity(space);
  if (constant && *constant < 0 && state_.matrices().is_zero(base)) {
    state_.error(expression.span, "the zero matrix has no inverse");
    return {};
  }
  if (const auto function = as_function(base)) {
    const Value result = scalar_power(*function, exponent, expression.span);
    if (result.poisoned()) return {};
    if (!always_exists(constant)) {
      state_.require({.space = space,
                      .function = *result.scalar(),
                      .argument = *function,
                      .span = expression.span,
                      .what = described(constant)});
    }
    return state_.bounded(state_.matrices().deterministic(space, *result.scalar()), expression.span);
  }
  if (!constant || !is_integer(*constant)) {
    if (mixes(base, at, "a power that is not an integer")) return {};
    state_.error(at, "a power of a random matrix is a rational expression only if the exponent is an integer");
    return {};
  }
  if (*constant > max_matrix_exponent || *constant < -max_matrix_exponent) {
    const std::string what = state_.facts.has_random(base) ? "a random matrix" : "matrices that do not commute";
    state_.error(at, "the exponent of " + what + " may be at most " + std::to_string(max_matrix_exponent));
    return {};
  }
  const int count = static_cast<int>(numerator(*constant));
  if (count < 0) require_inverse(base, expression.span, described(constant));
  const MatrixId factor = count < 0 ? state_.matrices().inverse(base) : base;
  const std::vector<MatrixId> factors(static_cast<std::size_t>(count < 0 ? -count : count), factor);
  return state_.bounded(state_.matrices().product(factors), expression.span);
}

bool Evaluator::square(const Expression& argument, MatrixId id, std::string_view operation) {
  const MatrixNode& node = state_.matrices()[id];
  if (node.row == node.column) return true;
  const std::string text = state_.text(argument.span);
  state_
      .error(argument.span, std::string(operation) + " needs a square matrix; " + text + " has type " + state_.type(id))
      .label = "rows " + state_.model.spaces[node.row].name + ", columns " + state_.model.spaces[node.column].name;
  return false;
}

bool Evaluator::mixes(MatrixId id, Span span, std::string_view operation) {
  const SpaceId space = state_.matrices()[id].row;
  if (state_.facts.has_random(id) || !state_.matrices().keeps_order(space)) return false;
  state_
      .error(span, std::string(operation) + " needs a function of one matrix: those of '" +
                       state_.model.spaces[space].name + "' need not commute")
      .helps.push_back("sums, products and inverses of several are possible");
  return true;
}

std::optional<ScalarId> Evaluator::as_function(MatrixId id) {
  const MatrixNode& node = state_.matrices()[id];
  if (node.kind == MatrixNode::Kind::Deterministic) return node.function;
  if (state_.matrices().is_zero(id) && node.row == node.column) return state_.scalars().zero();
  return std::nullopt;
}

}  // namespace freepencil::resolver
