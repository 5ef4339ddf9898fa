// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_expression.hpp"

#include "expr/resolve_quantity.hpp"

namespace freepencil::resolver {

using Kind = syntax::Expression::Kind;

std::string Place::contents() const {
  std::vector<std::string> parts = {"numbers"};
  if (parameters) parts.push_back("parameters");
  if (sizes) parts.push_back("dimensions");
  if (!scope_holds.empty()) parts.emplace_back(scope_holds);
  std::string list = parts.front();
  for (std::size_t k = 1; k < parts.size(); ++k) list += (k + 1 == parts.size() ? " and " : ", ") + parts[k];
  return list;
}

Value Evaluator::operator()(const syntax::Expression& expression) { return evaluate(expression); }

Value Evaluator::evaluate(const Expression& expression) {
  switch (expression.kind) {
    case Kind::Number:
    case Kind::Imaginary:
      return number(expression);
    case Kind::Name:
      return name(expression);
    case Kind::Sum:
      return sum(expression);
    case Kind::Negate:
      return negated(expression);
    case Kind::Product:
      return product(expression);
    case Kind::Power:
      return power(expression);
    case Kind::Adjoint:
      return adjoint(expression);
    case Kind::Index:
      return index(expression);
    case Kind::Call:
      return call(expression);
    case Kind::FiniteSum:
      return finite_sum(expression);
    case Kind::NormSquared:
      return norm_squared(expression);
    case Kind::Mean:
      return mean(expression);
    case Kind::String:
      state_.error(expression.span, "a text in quotes has no value here");
      return {};
    case Kind::Root:
      return place_.quantities ? resolve_root(state_, place_, expression) : unsupported(expression);
    case Kind::Limit:
      return place_.quantities ? resolve_closed_limit(state_, place_, expression) : limit(expression);
    case Kind::Derivative:
      return place_.quantities ? resolve_derivative(state_, place_, expression) : unsupported(expression);
    default:
      return unsupported(expression);
  }
}

Value Evaluator::number(const Expression& expression) {
  const auto value = parse_decimal(expression.text);
  if (!value) {
    state_.affordable(max_exact_bits + 1, expression.span);
    return {};
  }
  const ScalarId id = state_.scalars().number(*value);
  if (expression.kind == Kind::Number) return state_.bounded(id, expression.span);
  if (!place_.complex) {
    state_.error(expression.span, std::string(place_.what) + " must be real");
    return {};
  }
  return state_.bounded(state_.scalars().multiply(id, state_.scalars().imaginary_unit()), expression.span);
}

bool Evaluator::allowed(bool permission, Span span, const std::string& found) {
  if (permission) return true;
  state_.error(span, std::string(place_.what) + " may only use " + place_.contents() + "; " + found);
  return false;
}

Value Evaluator::name(const Expression& expression) {
  Entity* entity = state_.names.find(expression.text);
  if (place_.locals != nullptr) {
    const auto local = place_.locals->find(expression.text);
    if (local != place_.locals->end()) {
      if (entity != nullptr) entity->used = true;
      return local->second;
    }
  }
  if (expression.text == "I") {
    if (!allowed(place_.matrices, expression.span, "I is a matrix")) return {};
    return IdentityMultiple{.coefficient = state_.scalars().one()};
  }
  if (entity != nullptr) return use(*entity, expression);
  if (is_function(expression.text)) {
    state_.error(expression.span, "'" + expression.text + "' is a function and needs an argument")
        .helps.push_back("write " + expression.text + "(...)");
    return {};
  }
  if (place_.quantities && state_.claim_names.contains(expression.text)) {
    const std::string claim = std::to_string(state_.model.claims.size());
    if (!state_.first_report(expression.text + " of claim " + claim)) return {};
    state_.error(expression.span, "'" + expression.text + "' is used before its definition in this claim is complete");
    return {};
  }
  if (!state_.first_report(expression.text)) return {};
  const std::string hint = state_.may_suggest() ? suggestion(expression.text) : "";
  state_.error(expression.span, "unknown name '" + expression.text + "'" + hint);
  return {};
}

std::string Evaluator::suggestion(const std::string& wrong) const {
  std::vector<std::string> candidates;
  if (place_.locals != nullptr) {
    for (const auto& [local, id] : *place_.locals) candidates.push_back(local);
  }
  for (const Entity& entity : state_.names.all()) candidates.push_back(entity.name);
  return did_you_mean(wrong, candidates);
}

Value Evaluator::use(Entity& entity, const Expression& expression) {
  entity.used = true;
  const std::string found = "'" + entity.name + "' is " + with_article(entity.kind);
  switch (entity.kind) {
    case EntityKind::Parameter:
      if (!allowed(place_.parameters, expression.span, found)) return {};
      break;
    case EntityKind::Dimension:
      if (!allowed(place_.sizes, expression.span, found)) return {};
      break;
    case EntityKind::Output:
      if (!place_.matrices) {
        allowed(false, expression.span, found);
        return {};
      }
      if (!place_.outputs) {
        state_.error(expression.span, found + "; only outputs may refer to outputs");
        return {};
      }
      if (place_.quantities) return output_leaf(state_, entity);
      state_.use(entity);
      if (!inherit_limit(entity, expression.span)) return {};
      return entity.value;  // in whatever order outputs are written
    default: {
      const bool later = !place_.scope_holds.empty() && entity.kind == EntityKind::Symbol;
      if (!allowed(place_.matrices, expression.span, found + (later ? " without a value so far" : ""))) return {};
    }
  }
  if (state_.used_early(entity, expression.span)) return {};
  if (entity.kind == EntityKind::Pencil) {
    state_.error(expression.span, found + ": only blocks of its inverse can be used")
        .helps.push_back("write " + entity.name + "^-1[1,1] for its first block");
    return {};
  }
  if (entity.family) {
    const std::string first = entity.members.empty() ? "0" : std::to_string(entity.members.begin()->first.front());
    state_.error(expression.span, "'" + entity.name + "' is a family: say which member")
        .helps.push_back("write " + entity.name + "[" + first + "]");
    return {};
  }
  const auto* scalar = entity.value.scalar();
  if (place_.quantities && scalar != nullptr && reaches_random(state_, *scalar)) {
    report_random_trace(state_, expression.span);
    return {};
  }
  state_.use(entity);
  return entity.value;
}

Value Evaluator::adjoint(const Expression& expression) {
  const Expression& operand = expression.children.front();
  const Value value = evaluate(operand);
  if (const auto* id = value.matrix()) return state_.bounded(state_.matrices().adjoint(*id), expression.span);
  if (const auto* identity = value.identity()) {
    return IdentityMultiple{state_.scalars().conjugate(identity->coefficient), identity->unplaced};
  }
  if (const auto* vector = value.vector()) {
    VectorSum result = *vector;
    result.adjoint = !result.adjoint;
    return result;
  }
  if (value.scalar() != nullptr || value.quadratic() != nullptr) {
    state_.error(expression.span, "' is the adjoint of a matrix; " + state_.text(operand.span) + " is a scalar");
  }
  return {};
}

Value Evaluator::unsupported(const Expression& expression) {
  const auto named = [&](std::string_view what) { state_.not_supported(expression.span, what); };
  switch (expression.kind) {
    case Kind::Root:
      named("root(...) is");
      break;
    case Kind::Derivative:
      named("diff(...) is");
      break;
    case Kind::Infinity:
      state_.error(expression.span, "inf is no number: it may only be the target of a limit");
      break;
    default:
      named("this is");
  }
  return {};
}

bool Evaluator::coefficient(ScalarId id, Span span) {
  if (!place_.quantities && state_.facts.has_trace(id)) {
    state_.not_supported(span, "a trace as a coefficient of a matrix is")
        .helps.push_back("multiply the trace of the matrix instead: traces may be multiplied with each other");
    return false;
  }
  return state_.free_of_sizes(id, span, "the coefficient of a matrix");
}

std::optional<ScalarId> evaluate_scalar(State& state, const Place& place, const syntax::Expression& expression) {
  const Value value = Evaluator(state, place)(expression);
  if (const auto* scalar = value.scalar()) return *scalar;
  if (value.poisoned()) return std::nullopt;
  if (value.random_vector()) {
    state.error(expression.span, std::string(place.what) + " must be a number, and this is random: average it")
        .helps.push_back(value.vector() != nullptr ? "a vector enters as mean |...|^2" : "write mean(...)");
    return std::nullopt;
  }
  Diagnostic& report = state.error(expression.span, std::string(place.what) + " must be a scalar");
  report.label = value.matrix() != nullptr ? "has type " + state.type(*value.matrix()) : "is a matrix";
  report.helps.push_back("did you mean tr(" + as_argument(state, expression) + ")?");
  return std::nullopt;
}

std::optional<Rational> evaluate_constant(State& state, const Place& place, const syntax::Expression& expression) {
  const auto scalar = evaluate_scalar(state, place, expression);
  if (!scalar) return std::nullopt;
  const auto number = state.scalars().as_number(*scalar);
  if (!number) state.error(expression.span, std::string(place.what) + " must be an exact rational number");
  return number;
}

}  // namespace freepencil::resolver
