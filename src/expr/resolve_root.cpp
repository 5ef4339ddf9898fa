// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that a claim defines as the solution of equations.
#include "expr/quantity.hpp"
#include "expr/resolve_quantity.hpp"

namespace freepencil::resolver {
namespace {

using Unknowns = std::vector<std::pair<std::string, ScalarId>>;

class RootResolver {
 public:
  RootResolver(State& state, const Place& outer, const syntax::Expression& expression)
      : state_(state), expression_(expression), place_(outer) {
    if (outer.locals != nullptr) scope_ = *outer.locals;
    place_.locals = &scope_;
  }

  std::optional<Unknowns> operator()() {
    if (!room_for_quantity(state_, expression_.span)) return std::nullopt;
    // Taken at once: roots inside of this one come after it.
    system_ = static_cast<std::uint32_t>(state_.model.root_systems.size());
    state_.model.root_systems.emplace_back().span = expression_.span;
    for (const syntax::Expression::Unknown& unknown : expression_.unknowns) add(unknown);
    equations();
    if (wrong_) return std::nullopt;
    RootSystem& system = state_.model.root_systems[system_];
    system.unknowns = std::move(unknowns_);
    system.equations = std::move(equations_);
    if (!all_occur(system)) return std::nullopt;
    std::vector<ScalarId> parts = system.equations;
    for (const RootUnknown& unknown : system.unknowns) {
      if (unknown.lower) parts.push_back(*unknown.lower);
      if (unknown.upper) parts.push_back(*unknown.upper);
    }
    for (const auto& [name, leaf] : leaves_) {
      deepen(state_.model, leaf, parts);
      if (state_.bounded(leaf, expression_.span).poisoned()) return std::nullopt;
    }
    return leaves_;
  }

 private:
  void add(const syntax::Expression::Unknown& unknown) {
    place_.what = "a bound of an unknown";
    RootUnknown known{.name = unknown.name.text, .span = unknown.name.span};
    for (const syntax::Expression& bound : unknown.bound) {
      const auto value = evaluate_scalar(state_, place_, bound);
      wrong_ = !value || !state_.free_of_sizes(*value, bound.span, std::string(place_.what)) || wrong_;
      const bool lower = unknown.relation.front() == '>';
      (lower ? known.lower : known.upper) = value;
      (lower ? known.lower_closed : known.upper_closed) = unknown.relation.size() == 2;
    }
    if (!is_new_name(state_, place_, unknown.name, "an unknown")) {
      wrong_ = true;
      scope_.try_emplace(unknown.name.text);
      return;
    }
    const Quantity::RootComponent component{system_, static_cast<std::uint32_t>(unknowns_.size())};
    const ScalarId leaf =
        add_quantity(state_.model, {.name = unknown.name.text, .span = unknown.name.span, .what = component});
    known.quantity = state_.scalars()[leaf].index;
    unknowns_.push_back(std::move(known));
    leaves_.emplace_back(unknown.name.text, leaf);
    scope_[unknown.name.text] = leaf;
  }

  void equations() {
    const auto& sides = expression_.children;
    place_.what = "a side of an equation";
    for (std::size_t k = 0; k + 1 < sides.size(); k += 2) {
      const auto left = evaluate_scalar(state_, place_, sides[k]);
      const auto right = evaluate_scalar(state_, place_, sides[k + 1]);
      wrong_ = wrong_ || !left || !right;
      if (!left || !right) continue;
      const Span span = cover(sides[k].span, sides[k + 1].span);
      equations_.push_back(state_.scalars().subtract(*left, *right));
      wrong_ = !state_.free_of_sizes(equations_.back(), span, "an equation") || wrong_;
      wrong_ = state_.bounded(equations_.back(), span).poisoned() || wrong_;
    }
    const std::size_t count = sides.size() / 2, unknowns = expression_.unknowns.size();
    if (count == unknowns) return;
    const auto counted = [](std::size_t n, const std::string& noun) {
      return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
    };
    state_.error(expression_.span, "a root needs as many equations as unknowns; this one has " +
                                       counted(count, "equation") + " for " + counted(unknowns, "unknown"));
    wrong_ = true;
  }

  bool all_occur(const RootSystem& system) {
    bool all = true;
    for (const RootUnknown& unknown : system.unknowns) {
      const auto is_unknown = [&](const ScalarNode& leaf) {
        return leaf.kind == ScalarNode::Kind::Quantity && leaf.index == unknown.quantity;
      };
      bool occurs = false;
      for (const ScalarId equation : system.equations) occurs = occurs || reaches(state_.model, equation, is_unknown);
      if (!occurs) {
        state_.error(unknown.span, "the unknown '" + unknown.name + "' does not occur in the equations of the root");
      }
      all = all && occurs;
    }
    return all;
  }

  State& state_;
  const syntax::Expression& expression_;
  Place place_;
  Scope scope_;
  std::uint32_t system_ = 0;
  std::vector<RootUnknown> unknowns_;
  std::vector<ScalarId> equations_;
  Unknowns leaves_;
  bool wrong_ = false;
};

}  // namespace

std::optional<Unknowns> resolve_unknowns(State& state, const Place& place, const syntax::Expression& expression) {
  return RootResolver(state, place, expression)();
}

Value resolve_root(State& state, const Place& place, const syntax::Expression& expression) {
  if (expression.unknowns.size() > 1) {
    state.error(expression.span, "a root of several unknowns must be all of the right side of a definition")
        .helps.push_back("write " + expression.unknowns.front().name.text +
                         " = root(...): all its unknowns are names of the claim from then on");
    return {};
  }
  const auto unknowns = resolve_unknowns(state, place, expression);
  return unknowns ? Value(unknowns->front().second) : Value();
}

}  // namespace freepencil::resolver
