// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

void check_only_reference(State& state, const syntax::Dimension& dimension) {
  const auto& spaces = state.model.spaces;
  const auto first = std::find_if(spaces.begin(), spaces.end(), [](const Space& space) { return space.reference; });
  if (first == spaces.end()) return;
  Diagnostic& report = state.error(dimension.name.span, "there is a reference dimension already: " + first->name);
  report.notes.push_back({first->span, "declared here, without a size"});
  report.helps.push_back("give this one a size relative to it, as in " + dimension.name.text + " = 2*" + first->name);
}

void check_growth(State& state, const syntax::Dimension& dimension, ScalarId size) {
  const auto degree = state.facts.degree(size);
  if (degree == Rational(1)) return;
  const std::string n = state.size_power(1);
  Diagnostic& report = state.error(dimension.size->span, "the size of " + dimension.name.text + " must scale like " +
                                                             n + "; this one " + state.growth(degree));
  if (degree == Rational(0)) report.helps.push_back("write it relative to the reference size, as in 2*" + n);
}

}  // namespace

void resolve_dimension(State& state, const syntax::Dimension& dimension) {
  static constexpr Place place{.what = "the size of a dimension", .sizes = true};
  std::optional<ScalarId> size;
  if (dimension.size) {
    size = evaluate_scalar(state, place, *dimension.size);
    if (size) check_growth(state, dimension, *size);
  } else {
    check_only_reference(state, dimension);
  }
  Entity* entity = state.names.declared_at(dimension.name.text, dimension.name.span);
  if (entity == nullptr) return;
  // A dimension without a valid size still is a space: types with it can be checked.
  const auto index = static_cast<std::uint32_t>(state.model.spaces.size());
  const ScalarId own = state.scalars().leaf(ScalarNode::Kind::Size, index);
  entity->index = index;
  entity->ready = true;
  entity->value = own;
  state.model.spaces.push_back({.name = dimension.name.text,
                                .size = size.value_or(own),
                                .reference = !dimension.size,
                                .span = dimension.name.span,
                                .noncommuting = state.noncommuting.contains(dimension.name.text)});
  if (state.ordered.contains(dimension.name.text)) state.matrices().keep_order(index);
}

}  // namespace freepencil::resolver
