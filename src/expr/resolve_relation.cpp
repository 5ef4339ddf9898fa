// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_relation.hpp"

#include <set>

#include "expr/quantity.hpp"
#include "expr/resolve_limit.hpp"
#include "expr/resolve_quantity.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

Comparison::Relation meaning(const std::string& op) {
  if (op == "<") return Comparison::Relation::Less;
  if (op == "<=") return Comparison::Relation::LessEqual;
  if (op == ">") return Comparison::Relation::Greater;
  return op == ">=" ? Comparison::Relation::GreaterEqual : Comparison::Relation::Equal;
}

Span span_of(const syntax::Relation& relation) { return cover(relation.left.span, relation.right.span); }

/// Both sides grow alike with the sizes, and are ordered only where they are real.
std::optional<Comparison> compare(State& state, const syntax::Relation& relation, ScalarId left, ScalarId right) {
  const Span span = span_of(relation);
  const ScalarId zero = state.scalars().zero();
  const auto degree = state.facts.degree(left), other = state.facts.degree(right);
  if (!degree || !other || (*degree != *other && left != zero && right != zero)) {
    Diagnostic& report = state.error(relation.op_span, "the sides of a relation must scale alike with the sizes");
    report.label = "the left one " + state.growth(degree) + ", the right one " + state.growth(other);
    report.underlines = {relation.left.span, relation.right.span};
    return std::nullopt;
  }
  if (relation.op != "==" && !(state.scalars().is_real(left) && state.scalars().is_real(right))) {
    state.error(span, "only real numbers can be compared by " + relation.op);
    return std::nullopt;
  }
  return Comparison{.left = left, .right = right, .relation = meaning(relation.op), .span = span};
}

/// The type of an identity between matrices: that of the side which has one.
struct Type {
  SpaceId row, column;
};
std::optional<Type> common_type(State& state, const syntax::Relation& relation, const Value& left, const Value& right) {
  const auto of = [&](const Value& value) -> std::optional<Type> {
    if (value.matrix() == nullptr) return std::nullopt;
    const MatrixNode& node = state.matrices()[*value.matrix()];
    return Type{node.row, node.column};
  };
  const auto a = of(left), b = of(right);
  if (!a && !b) {
    state.error(span_of(relation), "cannot tell which space I acts on")
        .helps.push_back("multiply it by a matrix or add it to one");
    return std::nullopt;
  }
  if (!a || !b) return a ? a : b;
  if (a->row == b->row && a->column == b->column) return a;
  Diagnostic& report =
      state.error(relation.op_span, "the sides of an identity must have equal types: " + state.type(*left.matrix()) +
                                        " and " + state.type(*right.matrix()));
  report.underlines = {relation.left.span, relation.right.span};
  return std::nullopt;
}

/// One side as a matrix of the type; the number 0 is one as well. Nothing after a report.
std::optional<MatrixId> as_matrix(State& state, const syntax::Expression& side, const Value& value, Type type) {
  if (value.matrix() != nullptr) return *value.matrix();
  if (const auto* identity = value.identity()) {
    if (type.row == type.column) return state.matrices().deterministic(type.row, identity->coefficient);
    state.error(side.span, "the identity is square, but the other side has type " + state.type(type.row, type.column));
    return std::nullopt;
  }
  if (*value.scalar() == state.scalars().zero()) return state.matrices().zero(type.row, type.column);
  Diagnostic& report = state.error(side.span, "a scalar cannot be equal to a matrix");
  report.label = "is a scalar";
  if (type.row == type.column && state.text(side.span) != "this") {
    report.helps.push_back("did you mean " + as_operand(state, side) + "*I?");
  }
  return std::nullopt;
}

/// A side of an identity between vectors: none of the vectors for the number 0. Nothing after a report.
std::optional<VectorSum> as_vector(State& state, const syntax::Expression& side, const Value& value,
                                   const VectorSum& like) {
  if (value.vector() != nullptr) return *value.vector();
  if (value.scalar() != nullptr && *value.scalar() == state.scalars().zero()) {
    return VectorSum{.space = like.space, .adjoint = like.adjoint, .parts = {}};
  }
  state.error(side.span, "the other side is a random vector; this is " +
                             std::string(value.scalar() != nullptr ? "a scalar" : "a matrix"));
  return std::nullopt;
}

/// Equal coefficients of every random vector.
void vector_identity(State& state, const syntax::Relation& relation, const Value& left, const Value& right,
                     Claim& claim) {
  const VectorSum& like = left.vector() != nullptr ? *left.vector() : *right.vector();
  const auto a = as_vector(state, relation.left, left, like), b = as_vector(state, relation.right, right, like);
  if (!a || !b) return;
  if (a->space != b->space || a->adjoint != b->adjoint) {
    const auto type = [&](const VectorSum& sum) {
      return "[" + state.model.spaces[sum.space].name + "]" + (sum.adjoint ? "'" : "");
    };
    Diagnostic& report = state.error(
        relation.op_span, "the sides of an identity must have equal types: " + type(*a) + " and " + type(*b));
    report.underlines = {relation.left.span, relation.right.span};
    return;
  }
  MatrixIdentity identity{.sides = {}, .span = span_of(relation)};
  std::set<std::uint32_t> vectors;
  for (const auto* sum : {&*a, &*b}) {
    for (const auto& [vector, part] : sum->parts) vectors.insert(vector);
  }
  for (const std::uint32_t vector : vectors) {
    const auto part = [&](const VectorSum& sum) {
      const auto at = sum.parts.find(vector);
      return at != sum.parts.end() ? at->second : state.matrices().zero(sum.space, state.vectors[vector].space);
    };
    identity.sides.emplace_back(part(*a), part(*b));
  }
  claim.statements.push_back(std::move(identity));
}

void identity(State& state, const syntax::Relation& relation, const Value& left, const Value& right, Claim& claim) {
  if (relation.op != "==") {
    state.error(relation.op_span, "matrices cannot be compared by " + relation.op + ", only by ==");
    return;
  }
  if (left.vector() != nullptr || right.vector() != nullptr) {
    vector_identity(state, relation, left, right, claim);
    return;
  }
  const auto type = common_type(state, relation, left, right);
  if (!type) return;
  const auto a = as_matrix(state, relation.left, left, *type), b = as_matrix(state, relation.right, right, *type);
  if (a && b) claim.statements.push_back(MatrixIdentity{.sides = {{*a, *b}}, .span = span_of(relation)});
}

}  // namespace

std::optional<Comparison> resolve_assumption(State& state, const Place& place, const syntax::Relation& relation) {
  const auto left = evaluate_scalar(state, place, relation.left);
  const auto right = evaluate_scalar(state, place, relation.right);
  if (relation.op == "==") {
    state.error(relation.op_span, "an assumption is an inequality: it restricts a file or a claim to a region")
        .helps.push_back("an equation between parameters holds nowhere in a region: write one in terms of the other");
    return std::nullopt;
  }
  if (!left || !right) return std::nullopt;
  for (const auto& [side, at] : {std::pair(*left, relation.left.span), std::pair(*right, relation.right.span)}) {
    if (!reaches_output(state.model, side)) continue;
    state.error(at, "an assumption must not depend on an output");
    return std::nullopt;
  }
  return compare(state, relation, *left, *right);
}

void resolve_assume(State& state, const syntax::Assume& assume) {
  static constexpr Place place{.what = "an assumption", .sizes = true};
  auto assumption = resolve_assumption(state, place, assume.relation);
  if (assumption) state.model.assumptions.push_back(*assumption);
}

void resolve_relation(State& state, const Place& place, const syntax::Relation& relation, Claim& claim) {
  const Value left = Evaluator(state, place)(relation.left);
  const Value right = Evaluator(state, place)(relation.right);
  if (left.poisoned() || right.poisoned()) return;
  if (left.quadratic() != nullptr || right.quadratic() != nullptr) {
    const syntax::Expression& side = left.quadratic() != nullptr ? relation.left : relation.right;
    state.error(side.span, "a claim is about numbers and matrices, and this number is random: average it")
        .helps.push_back("name mean(...) as an output and refer to that");
    return;
  }
  if (left.scalar() == nullptr || right.scalar() == nullptr) {
    identity(state, relation, left, right, claim);
    return;
  }
  const auto comparison = compare(state, relation, *left.scalar(), *right.scalar());
  if (comparison) claim.statements.push_back(*comparison);
}

void resolve_expansion(State& state, const Place& outer, const syntax::Expansion& expansion, Span span, Claim& claim) {
  Place place = outer;
  bool wrong = false;
  const auto side = [&](const syntax::Expression& expression, std::string_view what, bool outputs) {
    place.what = what;
    const auto value = evaluate_scalar(state, place, expression);
    wrong = !value || !state.free_of_sizes(*value, expression.span, std::string(what)) || wrong;
    if (value && !outputs && reaches_output(state.model, *value)) {
      state.error(expression.span, std::string(what) + " must not depend on an output");
      wrong = true;
    }
    return value;
  };
  const auto left = side(expansion.left, "the left side of an expansion", true);
  const auto right = side(expansion.right, "the right side of an expansion", false);
  const auto order = side(expansion.order, "the order of an expansion", false);
  const Approach approach{expansion.target, expansion.side};
  const auto parameter = resolve_variable(state, expansion.parameter);
  const auto limit = parameter ? resolve_limit_point(state, *parameter, approach, true) : std::nullopt;
  if (wrong || !limit) return;
  claim.statements.push_back(Expansion{.left = *left, .right = *right, .order = *order, .limit = *limit, .span = span});
}

}  // namespace freepencil::resolver
