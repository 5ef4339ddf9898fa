// SPDX-License-Identifier: GPL-3.0-or-later
// Families: which parameters their structure depends on, ranges of an index, subscripts, members, and finite sums.
#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {

using Kind = syntax::Expression::Kind;

namespace {

constexpr std::int64_t max_terms = 10'000;
constexpr std::int64_t max_members = 1'000;

/// Finds all names in ranges of indices and in subscripts; which of them are parameters turns out with the parameters.
class StructuralNames {
 public:
  explicit StructuralNames(std::set<std::string, std::less<>>& names) : names_(names) {}

  void walk(const syntax::Expression& expression) {
    const bool sum = expression.kind == Kind::FiniteSum;
    const bool index = expression.kind == Kind::Index && expression.children.front().kind == Kind::Name;
    for (std::size_t k = 0; k < expression.children.size(); ++k) {
      if ((sum && k < 2) || (index && k > 0)) collect(expression.children[k]);
      walk(expression.children[k]);
    }
    for (const auto& unknown : expression.unknowns) {
      for (const auto& bound : unknown.bound) walk(bound);
    }
  }
  void range(const std::optional<syntax::IndexRange>& range) {
    if (!range) return;
    collect(range->from);
    collect(range->to);
  }

  void operator()(const syntax::Random& it) { range(it.name.family); }
  void operator()(const syntax::Symmetric& it) { range(it.name.family); }
  void operator()(const syntax::Vector& it) {
    range(it.name.family);
    walk(it.value);
  }
  void operator()(const syntax::Let& it) {
    range(it.range);
    for (const auto& subscript : it.subscripts) collect(subscript);
    walk(it.value);
  }
  void operator()(const syntax::Output& it) { walk(it.value); }
  void operator()(const syntax::PencilBlock& it) {
    for (const auto& row : it.entries) {
      for (const auto& entry : row) walk(entry);
    }
  }
  void operator()(const syntax::Relation& it) {
    walk(it.left);
    walk(it.right);
  }
  void operator()(const syntax::Expansion& it) {
    walk(it.left);
    walk(it.right);
  }
  void operator()(const syntax::Assume& it) { (*this)(it.relation); }
  void operator()(const syntax::Claim& it) {
    for (const auto& item : it.items) std::visit(*this, item.item);
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void collect(const syntax::Expression& expression) {
    if (expression.kind == Kind::Name) names_.insert(expression.text);
    for (const auto& child : expression.children) collect(child);
  }

  std::set<std::string, std::less<>>& names_;
};

std::optional<std::int64_t> evaluate_integer(State& state, const Place& place, const syntax::Expression& expression) {
  constexpr std::int64_t farthest = std::int64_t{1} << 53;
  const auto number = evaluate_constant(state, place, expression);
  if (!number) return std::nullopt;
  if (denominator(*number) == 1 && abs(*number) <= farthest) return static_cast<std::int64_t>(numerator(*number));
  state.error(expression.span, std::string(place.what) + " must be an integer; this is " + short_text(*number));
  return std::nullopt;
}

/// Checks the name of an index: it stands for numbers, and hides nothing.
bool check_index(State& state, const syntax::Identifier& name) {
  const Entity* other = state.names.find(name.text);
  if (other != nullptr) {
    state.error(name.span, "the index '" + name.text + "' is declared already, as " + with_article(other->kind))
        .notes.push_back({other->span, "first declared here"});
  } else if (is_reserved(name.text)) {
    state.error(name.span, "'" + name.text + "' belongs to the language and cannot be an index");
  }
  return other == nullptr && !is_reserved(name.text);
}

Scope with(const Scope* locals, const std::string& name, Value value) {
  Scope scope = locals == nullptr ? Scope{} : *locals;
  scope.insert_or_assign(name, std::move(value));
  return scope;
}

}  // namespace

void declare_structural(State& state, const syntax::Ast& ast) {
  StructuralNames names(state.structural);
  for (const syntax::Statement& statement : ast.statements) std::visit(names, statement.body);
}

std::optional<std::pair<std::int64_t, std::int64_t>> evaluate_range(State& state, const syntax::IndexRange& range,
                                                                    const Scope* locals, std::int64_t most) {
  const Place place{.what = "a bound of an index", .locals = locals};
  const bool named = check_index(state, range.name);
  const auto from = evaluate_integer(state, place, range.from), to = evaluate_integer(state, place, range.to);
  if (!named || !from || !to) return std::nullopt;
  if (*to - *from < most) return std::pair(*from, *to);
  state.error(cover(range.from.span, range.to.span), "an index may take at most " + std::to_string(most) + " values");
  return std::nullopt;
}

std::optional<std::vector<std::int64_t>> evaluate_subscripts(State& state, const Scope* locals,
                                                             std::span<const syntax::Expression> subscripts) {
  const Place place{.what = "a subscript", .locals = locals};
  std::vector<std::int64_t> numbers;
  for (const syntax::Expression& subscript : subscripts) {
    const auto number = evaluate_integer(state, place, subscript);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

std::string member_name(std::string_view family, std::span<const std::int64_t> subscripts) {
  std::string name(family);
  for (std::size_t k = 0; k < subscripts.size(); ++k) name += (k == 0 ? "[" : ",") + std::to_string(subscripts[k]);
  return name + "]";
}

void define_members(State& state, const Place& place, const syntax::Let& let,
                    const std::function<void(const std::vector<std::int64_t>&, Value)>& store) {
  const auto define = [&](const Scope* locals) {
    Place inner = place;
    inner.locals = locals;
    const auto subscripts = evaluate_subscripts(state, locals, let.subscripts);
    Value value = Evaluator(state, inner)(let.value);
    if (const auto* identity = value.identity(); identity != nullptr && identity->unplaced) {
      state.error(let.value.span, "cannot tell which space I acts on")
          .helps.push_back("multiply it by a matrix or add it to one");
      value = {};
    }
    if (subscripts) store(*subscripts, std::move(value));
    return subscripts.has_value();
  };
  if (!let.range) {
    define(place.locals);
    return;
  }
  const auto range = evaluate_range(state, *let.range, place.locals, max_members);
  if (!range) return;
  for (std::int64_t t = range->first; t <= range->second; ++t) {
    const std::size_t before = state.errors.size();
    const Scope scope = with(place.locals, let.range->name.text, state.scalars().number(t));
    // The first member that is wrong says what is wrong with all of them.
    if (!define(&scope) || state.errors.size() > before) return;
  }
}

Value Evaluator::member(const Expression& expression, Entity& family) {
  const std::span<const Expression> subscripts = std::span(expression.children).subspan(1);
  const auto numbers = evaluate_subscripts(state_, place_.locals, subscripts);
  if (!numbers) return {};
  const auto at = family.members.find(*numbers);
  if (at != family.members.end()) {
    state_.use(family);
    return at->second;
  }
  if (!family.ready) return {};  // what is wrong with the family has been reported
  Diagnostic& report =
      state_.error(expression.span, "there is no " + member_name(family.name, *numbers) + " at this point");
  report.notes.push_back({family.span, "the family is declared here"});
  if (!family.members.empty()) {
    report.label = "it has " + member_name(family.name, family.members.begin()->first) + " to " +
                   member_name(family.name, std::prev(family.members.end())->first);
  }
  return {};
}

Value Evaluator::local_member(const Expression& expression) {
  const auto numbers = evaluate_subscripts(state_, place_.locals, std::span(expression.children).subspan(1));
  if (!numbers) return {};
  const std::string name = member_name(expression.children.front().text, *numbers);
  const auto at = place_.locals->find(name);
  if (at != place_.locals->end()) return at->second;
  state_.error(expression.span, "there is no " + name + " so far");
  return {};
}

Value Evaluator::finite_sum(const Expression& expression) {
  const syntax::IndexRange index{
      {expression.text, expression.text_span}, expression.children[0], expression.children[1]};
  const auto range = evaluate_range(state_, index, place_.locals, max_terms);
  if (!range) return {};
  // As a sum that has been written out: types, `I` and poison are dealt with there.
  std::vector<Value> values;
  Expression written;
  written.kind = Kind::Sum;
  written.span = expression.span;
  for (std::int64_t k = range->first; k <= range->second; ++k) {
    const std::size_t before = state_.errors.size();
    const Scope scope = with(place_.locals, expression.text, state_.scalars().number(k));
    Place inner = place_;
    inner.locals = &scope;
    values.push_back(Evaluator(state_, inner)(expression.children[2]));
    if (state_.errors.size() > before) return {};
    written.children.push_back(expression.children[2]);
    written.operators.push_back('+');
  }
  if (values.empty()) return state_.scalars().zero();
  return sum_of(written, values);
}

}  // namespace freepencil::resolver
