// SPDX-License-Identifier: GPL-3.0-or-later
// `X[...]`: the blocks Q^-1[i,j] of the inverse of a pencil.
#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {

using Kind = syntax::Expression::Kind;

Value Evaluator::index(const Expression& expression) {
  const Expression& base = expression.children.front();
  const Expression& named = base.kind == Kind::Power ? base.children.front() : base;
  Entity* entity = named.kind == Kind::Name ? state_.names.find(named.text) : nullptr;
  if (named.kind == Kind::Name && base.kind == Kind::Name && place_.locals != nullptr) {
    const auto numbers = place_.locals->lower_bound(named.text + "[");
    if (numbers != place_.locals->end() && numbers->first.starts_with(named.text + "["))
      return local_member(expression);
  }
  if (entity == nullptr) {
    if (named.kind == Kind::Name) return name(named);
    state_.error(expression.span, "only a pencil has blocks")
        .helps.push_back("blocks are written Q^-1[i,j] with the name of a pencil");
    return {};
  }
  entity->used = true;
  if (entity->family) {
    if (base.kind == Kind::Power) {
      state_.error(expression.span, "say which member before the power")
          .helps.push_back("write " + entity->name + "[..]^k");
      return {};
    }
    if (!allowed(place_.matrices, expression.span, "'" + entity->name + "' is a family")) return {};
    if (state_.used_early(*entity, base.span)) return {};
    return member(expression, *entity);
  }
  if (entity->kind == EntityKind::Pencil) return pencil_block(expression, *entity);
  if (entity->ready && entity->value.poisoned()) return {};
  state_.error(expression.span, "'" + entity->name + "' is " + with_article(entity->kind) + ", not an indexed family");
  return {};
}

Value Evaluator::pencil_block(const Expression& expression, const Entity& pencil) {
  static constexpr Place exponent_place{.what = "the exponent of a pencil", .parameters = false};
  const Expression& base = expression.children.front();
  if (!allowed(place_.matrices, expression.span, "'" + pencil.name + "' is a pencil")) return {};
  if (state_.used_early(pencil, base.span)) return {};
  std::optional<Rational> exponent = 1;
  if (base.kind == Kind::Power) exponent = evaluate_constant(state_, exponent_place, base.children[1]);
  if (!exponent) return {};
  if (*exponent != -1) {
    state_.error(expression.span, "only blocks of the inverse of a pencil can be used")
        .helps.push_back("write " + pencil.name + "^-1[i,j]");
    return {};
  }
  if (expression.children.size() != 3) {
    state_.error(expression.span, "a block has two numbers, its row and its column")
        .helps.push_back("write " + pencil.name + "^-1[i,j]");
    return {};
  }
  if (!pencil.index) return {};
  state_.use(pencil);
  const BlockMatrix& matrix = state_.pencils[*pencil.index];
  const auto row = block_number(expression.children[1], matrix.rows.size());
  const auto column = block_number(expression.children[2], matrix.rows.size());
  if (!row || !column) return {};
  return state_.bounded(state_.matrices().inverse_block(matrix, *row, *column), expression.span);
}

std::optional<std::uint32_t> Evaluator::block_number(const Expression& subscript, std::size_t count) {
  static constexpr Place place{.what = "the number of a block", .parameters = false};
  const auto number = evaluate_constant(state_, place, subscript);
  if (!number) return std::nullopt;
  if (denominator(*number) == 1 && *number >= 1 && *number <= count) {
    return static_cast<std::uint32_t>(numerator(*number)) - 1;
  }
  state_.error(subscript.span, "there is no block " + short_text(*number) +
                                   ": the blocks of this pencil count from 1 to " + std::to_string(count));
  return std::nullopt;
}

}  // namespace freepencil::resolver
