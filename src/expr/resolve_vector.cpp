// SPDX-License-Identifier: GPL-3.0-or-later
// Random vectors: they enter linearly, their squares are averaged exactly: E x'*M*x = tr(M*E x*x').
#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

constexpr std::int64_t max_members = 1'000;

/// N * (covariance of the vector) as a matrix of normalised traces; nothing after a report.
std::optional<MatrixId> weight(State& state, const syntax::Vector& vector, SpaceId space, const Scope* locals) {
  if (vector.given == syntax::Vector::Given::Variance) {
    const Place place{.what = "a variance", .sizes = true, .locals = locals};
    const auto variance = evaluate_scalar(state, place, vector.value);
    if (!variance) return std::nullopt;
    const ScalarId size = state.scalars().leaf(ScalarNode::Kind::Size, space);
    const ScalarId total = state.scalars().multiply(*variance, size);
    if (state.facts.degree(total) == Rational(0)) return state.matrices().deterministic(space, total);
    state
        .error(vector.value.span, "the variance of " + vector.name.name.text + " must scale like 1/" +
                                      state.size_power(1) + "; this one " + state.growth(state.facts.degree(*variance)))
        .helps.push_back("vectors are scaled so that their norms stay finite");
    return std::nullopt;
  }
  const Place place{.what = "a covariance", .sizes = true, .matrices = true, .locals = locals};
  const Value value = Evaluator(state, place)(vector.value);
  if (const auto* identity = value.identity()) return state.matrices().deterministic(space, identity->coefficient);
  const auto* id = value.matrix();
  if (id == nullptr) {
    if (!value.poisoned()) state.error(vector.value.span, "a covariance must be a matrix");
    return std::nullopt;
  }
  const MatrixNode& node = state.matrices()[*id];
  const bool fits = node.row == space && node.column == space;
  if (fits && !state.facts.has_random(*id)) return *id;
  state.error(vector.value.span, !fits ? "the covariance of " + vector.name.name.text + " has type " + state.type(*id) +
                                             " instead of " + state.type(space, space)
                                       : "a covariance must be deterministic");
  return std::nullopt;
}

VectorSum unit(State& state, const std::string& name, SpaceId space, MatrixId weight) {
  const auto index = static_cast<std::uint32_t>(state.vectors.size());
  state.vectors.push_back({.name = name, .space = space, .weight = weight});
  return {.space = space, .adjoint = false, .parts = {{index, state.matrices().identity(space)}}};
}

}  // namespace

void resolve_vector(State& state, const syntax::Vector& vector) {
  const syntax::Identifier& name = vector.name.name;
  Entity* entity = state.names.declared_at(name.text, name.span);
  const auto space = state.space(vector.space);
  if (entity != nullptr) {
    entity->ready = true;
    entity->family = vector.name.family.has_value();
  }
  if (!space) return;
  // Whatever is wrong with its covariance, the vector has a type, so that expressions with it can be checked.
  const auto made = [&](const std::string& member, const Scope* locals) {
    const auto given = weight(state, vector, *space, locals);
    return unit(state, member, *space, given.value_or(state.matrices().identity(*space)));
  };
  if (!vector.name.family) {
    VectorSum value = made(name.text, nullptr);
    if (entity != nullptr) entity->value = std::move(value);
    return;
  }
  const auto range = evaluate_range(state, *vector.name.family, nullptr, max_members);
  if (!range || entity == nullptr) return;
  for (std::int64_t t = range->first; t <= range->second; ++t) {
    const std::size_t before = state.errors.size();
    const Scope scope{{vector.name.family->name.text, state.scalars().number(t)}};
    const std::vector<std::int64_t> subscript = {t};
    entity->members.emplace(subscript, made(member_name(name.text, subscript), &scope));
    if (state.errors.size() > before) return;
  }
}

Value Evaluator::scaled(const Value& value, ScalarId factor) {
  if (const auto* vector = value.vector()) {
    VectorSum result = *vector;
    for (auto& [variable, part] : result.parts) part = state_.matrices().scaled(factor, part);
    std::erase_if(result.parts, [&](const auto& part) { return state_.matrices().is_zero(part.second); });
    return result;
  }
  QuadraticForm result = *value.quadratic();
  result.constant = state_.scalars().multiply(result.constant, factor);
  for (auto& [pair, part] : result.parts) part = state_.matrices().scaled(factor, part);
  return result;
}

Value Evaluator::sum_with_vectors(const Expression& expression, const std::vector<Value>& values) {
  Matrices& matrices = state_.matrices();
  const Expression* first = nullptr;
  std::optional<VectorSum> vector;
  std::optional<QuadraticForm> form;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const Expression& child = expression.children[k];
    if (values[k].poisoned()) return {};
    const ScalarId sign = state_.scalars().number(expression.operators[k] == '-' ? -1 : 1);
    const auto* scalar = values[k].scalar();
    if (scalar != nullptr || values[k].quadratic() != nullptr) {
      const Value term = scalar != nullptr ? Value(QuadraticForm{.constant = *scalar, .parts = {}}) : values[k];
      const Value signed_term = scaled(term, sign);
      if (!form) form = QuadraticForm{.constant = state_.scalars().zero(), .parts = {}};
      form->constant = state_.scalars().add(form->constant, signed_term.quadratic()->constant);
      for (const auto& [pair, part] : signed_term.quadratic()->parts) {
        const auto [at, inserted] = form->parts.try_emplace(pair, part);
        if (!inserted) at->second = matrices.sum(at->second, part);
      }
    } else if (values[k].vector() != nullptr) {
      const Value term = scaled(values[k], sign);
      if (!vector) {
        vector = *term.vector();
        first = &child;
        continue;
      }
      if (term.vector()->space != vector->space || term.vector()->adjoint != vector->adjoint) {
        Diagnostic& report = state_.error(child.span, "the terms of a sum of vectors must be of one type");
        report.underlines.push_back(first->span);
        return {};
      }
      for (const auto& [variable, part] : term.vector()->parts) {
        const auto [at, inserted] = vector->parts.try_emplace(variable, part);
        if (!inserted) at->second = matrices.sum(at->second, part);
      }
    } else {
      state_.error(child.span, "a matrix cannot be added to a vector or to a number");
      return {};
    }
  }
  if (vector && form) {
    state_.error(expression.span, "a vector cannot be added to a number");
    return {};
  }
  if (form) return *form;
  std::erase_if(vector->parts, [&](const auto& part) { return matrices.is_zero(part.second); });
  for (const auto& [variable, part] : vector->parts) {
    if (state_.bounded(part, expression.span).poisoned()) return {};
  }
  return *vector;
}

Value Evaluator::norm_squared(const Expression& expression) {
  const Expression& operand = expression.children.front();
  const Value value = evaluate(operand);
  if (value.poisoned()) return {};
  const auto* vector = value.vector();
  if (vector == nullptr) {
    state_.error(operand.span, "|...|^2 is the squared norm of a vector; " + state_.text(operand.span) + " is none");
    return {};
  }
  QuadraticForm form{.constant = state_.scalars().zero(), .parts = {}};
  for (const auto& [i, left] : vector->parts) {
    for (const auto& [j, right] : vector->parts) {
      form.parts.emplace(std::pair(i, j), chain({state_.matrices().adjoint(left), right}));
    }
  }
  return form;
}

Value Evaluator::mean(const Expression& expression) {
  const Expression& operand = expression.children.front();
  if (!allowed(place_.matrices, expression.span, "a mean is a number in traces")) return {};
  const Value value = evaluate(operand);
  if (value.poisoned()) return {};
  const auto* form = value.quadratic();
  if (form == nullptr) {
    state_.error(operand.span, value.vector() != nullptr ? "the mean of a vector is zero: vectors enter squared"
                                                         : "a mean is over random vectors; there are none here");
    return {};
  }
  // Different vectors are independent: only the diagonal has a mean.
  Value total = form->constant;
  for (const auto& [pair, part] : form->parts) {
    if (pair.first != pair.second) continue;
    const MatrixId weighted = chain({part, state_.vectors[pair.first].weight});
    if (state_.bounded(weighted, expression.span).poisoned()) return {};
    // The weight may be a multiple of the identity: its factor goes in front of the trace.
    const auto [factor, matrix] = state_.matrices().take_out_scalar(weighted);
    const Value trace = trace_of(matrix, expression.span);
    if (trace.poisoned()) return {};
    total = state_.scalars().add(*total.scalar(), state_.scalars().multiply(factor, *trace.scalar()));
  }
  return state_.bounded(total, expression.span);
}

}  // namespace freepencil::resolver
