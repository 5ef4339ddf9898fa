// SPDX-License-Identifier: GPL-3.0-or-later
// Lets and outputs: the statements that name an expression.
#include <map>
#include <set>
#include <stdexcept>

#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"

namespace freepencil::resolver {
namespace {

constexpr Place let_place{.what = "a let", .sizes = true, .matrices = true, .complex = true};
constexpr Place output_place{.what = "an output", .sizes = true, .matrices = true, .outputs = true, .complex = true};

/// The outputs of a file in an order in which each comes after those that it refers to.
class OutputOrder {
 public:
  OutputOrder(State& state, std::vector<const syntax::Output*> outputs) : state_(state), outputs_(std::move(outputs)) {
    for (std::size_t k = 0; k < outputs_.size(); ++k) {
      const syntax::Identifier& name = outputs_[k]->name;
      if (state_.names.declared_at(name.text, name.span) != nullptr) index_.emplace(name.text, k);
    }
  }

  std::vector<const syntax::Output*> sorted() {
    marks_.assign(outputs_.size(), Mark::New);
    for (std::size_t k = 0; k < outputs_.size(); ++k) visit(k);
    return std::move(order_);
  }

 private:
  enum class Mark { New, Open, Done };
  struct Frame {
    std::size_t output;
    std::vector<std::size_t> references;
    std::size_t next = 0;
  };

  // By an explicit stack: a chain of references is as long as the file.
  void visit(std::size_t start) {
    if (marks_[start] != Mark::New) return;
    std::vector<Frame> stack;
    open(start, stack);
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next == frame.references.size()) {
        marks_[frame.output] = Mark::Done;
        order_.push_back(outputs_[frame.output]);
        stack.pop_back();
        continue;
      }
      const std::size_t target = frame.references[frame.next++];
      if (marks_[target] == Mark::New) {
        open(target, stack);
      } else if (marks_[target] == Mark::Open) {
        report_cycle(target, stack);
      }
    }
  }

  void open(std::size_t k, std::vector<Frame>& stack) {
    marks_[k] = Mark::Open;
    stack.push_back({k, {}});
    collect(outputs_[k]->value, stack.back().references);
  }

  void collect(const syntax::Expression& expression, std::vector<std::size_t>& references) const {
    if (expression.kind == syntax::Expression::Kind::Name) {
      const auto at = index_.find(expression.text);
      if (at != index_.end()) references.push_back(at->second);
    }
    for (const syntax::Expression& child : expression.children) collect(child, references);
  }

  void report_cycle(std::size_t target, const std::vector<Frame>& stack) {
    if (!reported_.insert(target).second) return;
    constexpr std::size_t shown = 6;
    std::string path;
    auto at = stack.begin();
    while (at->output != target) ++at;
    const bool itself = std::next(at) == stack.end();
    for (std::size_t k = 0; k < shown && at != stack.end(); ++k, ++at) {
      path += outputs_[at->output]->name.text + " -> ";
    }
    if (at != stack.end()) path += "... -> ";
    const syntax::Identifier& name = outputs_[target]->name;
    Diagnostic& report = state_.error(name.span, "output '" + name.text + "' depends on itself");
    if (!itself) report.label = path + name.text;
  }

  State& state_;
  std::vector<const syntax::Output*> outputs_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<Mark> marks_;
  std::set<std::size_t> reported_;
  std::vector<const syntax::Output*> order_;
};

void check_limit(State& state, const syntax::Output& output, ScalarId value) {
  const auto degree = state.facts.degree(value);
  if (degree == Rational(0)) return;
  const std::string opening = "output '" + output.name.text + "' ";
  if (degree && *degree < 0) {
    state.error(output.value.span, opening + "vanishes in the limit: it " + state.growth(degree));
    return;
  }
  const std::string how = degree ? "grows like " + state.size_power(*degree) : state.growth(degree);
  Diagnostic& report = state.error(output.value.span, opening + "has no limit: it " + how);
  report.helps.push_back("only ratios of sizes such as d/n have a limit");
}

/// `let w[0] = ...`, `let w[t] = ... for t = 1..T`: several statements define one family.
void resolve_members(State& state, const syntax::Let& let) {
  Entity* entity = state.names.find(let.name.text);
  const bool own = entity != nullptr && entity->kind == EntityKind::Let && (entity->family || !entity->ready);
  if (!own) entity = nullptr;  // reported with the declarations
  state.define(entity);
  if (entity != nullptr) entity->family = entity->ready = true;
  define_members(state, let_place, let, [&](const std::vector<std::int64_t>& subscripts, Value value) {
    if (entity == nullptr || entity->members.emplace(subscripts, std::move(value)).second) return;
    state.error(let.name.span, member_name(entity->name, subscripts) + " has a value already")
        .notes.push_back({entity->span, "the family begins here"});
  });
}

void resolve_output(State& state, const syntax::Output& output) {
  Entity* entity = state.names.declared_at(output.name.text, output.name.span);
  state.define(entity);
  state.limit.reset();
  const auto value = evaluate_scalar(state, output_place, output.value);
  if (entity != nullptr) entity->limit = state.limit;
  state.limit.reset();
  if (value) check_limit(state, output, *value);
  if (entity == nullptr) return;
  entity->ready = true;
  if (value) entity->value = *value;
}

}  // namespace

void resolve_let(State& state, const syntax::Let& let) {
  if (!let.subscripts.empty()) {
    resolve_members(state, let);
    return;
  }
  Entity* entity = state.names.declared_at(let.name.text, let.name.span);
  if (let.range) {
    state.error(let.range->name.span, "only members of a family have an index")
        .helps.push_back("write let " + let.name.text + "[" + let.range->name.text + "] = ...");
  }
  state.define(entity);
  const Value value = Evaluator(state, let_place)(let.value);
  const auto* identity = value.identity();
  const bool placed = identity == nullptr || !identity->unplaced;
  if (!placed) {
    state.error(let.value.span, "cannot tell which space I acts on")
        .helps.push_back("multiply it by a matrix or add it to one");
  }
  if (entity == nullptr) return;
  entity->ready = true;
  if (placed) entity->value = value;
}

void resolve_outputs(State& state, const syntax::Ast& ast) {
  std::vector<const syntax::Output*> outputs;
  for (const syntax::Statement& statement : ast.statements) {
    if (const auto* output = std::get_if<syntax::Output>(&statement.body)) outputs.push_back(output);
  }
  for (const syntax::Output* output : OutputOrder(state, outputs).sorted()) resolve_output(state, *output);

  for (const syntax::Output* output : outputs) {
    const Entity* entity = state.names.declared_at(output->name.text, output->name.span);
    if (entity == nullptr || entity->value.scalar() == nullptr) {
      if (state.errors.empty()) throw std::logic_error("an output has no value, but no error was reported");
      continue;
    }
    state.model.outputs.push_back({.name = output->name.text,
                                   .value = *entity->value.scalar(),
                                   .description = output->description.value_or(""),
                                   .span = output->name.span,
                                   .definition = entity->definition,
                                   .limit = entity->limit});
  }
}

}  // namespace freepencil::resolver
