// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve_state.hpp"

#include <algorithm>

namespace freepencil::resolver {
namespace {

// Far above what a paper needs, low enough that no file keeps the later stages busy for hours or overflows their stack.
constexpr std::uint32_t max_depth = 1'000;
constexpr std::uint64_t max_letters = 4'096;
constexpr std::size_t max_factors = 256;
constexpr std::size_t max_work = 2'000'000;  // as Facts::work() counts it: some 200 megabytes

}  // namespace

State::State(Source source, const FileReader& reader, const ResolveOptions& resolve_options)
    : read_file(reader), options(resolve_options), facts(*model.scalars, *model.matrices) {
  model.source = std::move(source);
}

Diagnostic& State::error(Span span, std::string message) {
  Diagnostic& report = errors.emplace_back();
  report.severity = Severity::Error;
  report.span = span;
  report.message = std::move(message);
  return report;
}

Diagnostic& State::warning(Span span, std::string message) {
  Diagnostic& report = warnings.emplace_back();
  report.severity = Severity::Warning;
  report.span = span;
  report.message = std::move(message);
  return report;
}

Diagnostic& State::not_supported(Span span, std::string_view what) {
  return error(span, std::string(what) + " not supported yet");
}

std::optional<SpaceId> State::space(const syntax::Identifier& name) {
  Entity* entity = names.find(name.text);
  if (entity == nullptr) {
    std::vector<std::string> dimensions;
    for (const Entity& other : names.all()) {
      if (other.kind == EntityKind::Dimension) dimensions.push_back(other.name);
    }
    const std::string hint = may_suggest() ? did_you_mean(name.text, dimensions) : "";
    if (first_report(name.text)) error(name.span, "unknown dimension '" + name.text + "'" + hint);
    return std::nullopt;
  }
  entity->used = true;
  if (entity->kind != EntityKind::Dimension) {
    error(name.span, "'" + name.text + "' is " + with_article(entity->kind) + ", not a dimension")
        .notes.push_back({entity->span, "declared here"});
    return std::nullopt;
  }
  if (used_early(*entity, name.span)) return std::nullopt;
  return entity->index;
}

bool State::used_early(const Entity& entity, Span use) {
  const bool before = !other_text && use.begin < entity.span.begin;
  if (!before && entity.ready) return false;
  if (!before) {
    error(use, "'" + entity.name + "' is used in its own definition");
  } else if (first_report(entity.name)) {
    error(use, "'" + entity.name + "' is used before its declaration").notes.push_back({entity.span, "declared here"});
  }
  return true;
}

std::string State::text(Span span) const {
  constexpr std::size_t longest = 40;
  const std::string& all = (other_text ? *other_text : model.source).text();
  if (span.end > all.size() || span.begin >= span.end) return "this";
  std::string piece = all.substr(span.begin, span.end - span.begin);
  if (piece.size() > longest || piece.find_first_of("\n\r\t#") != std::string::npos) return "this";
  return piece;
}

std::string State::type(SpaceId row, SpaceId column) const {
  return "[" + model.spaces[row].name + "," + model.spaces[column].name + "]";
}

std::string State::type(MatrixId id) { return type(matrices()[id].row, matrices()[id].column); }

std::string State::size_power(const Rational& degree) const {
  const auto reference =
      std::find_if(model.spaces.begin(), model.spaces.end(), [](const Space& space) { return space.reference; });
  const std::string base = reference == model.spaces.end() ? "n" : reference->name;
  if (degree == 1) return base;
  const std::string exponent = to_string(degree);
  return base + "^" + (denominator(degree) == 1 ? exponent : "(" + exponent + ")");
}

std::string State::growth(const std::optional<Rational>& degree) const {
  if (!degree) return "adds terms that scale differently";
  return *degree == 0 ? "is a constant" : "scales like " + size_power(*degree);
}

std::optional<Rational> State::setting(const Parameter& parameter) const {
  const auto at = options.settings.find(parameter.name);
  if (at == options.settings.end() || !parameter.range.contains(at->second)) return std::nullopt;
  return at->second;
}

void State::define(Entity* entity) {
  definition_ = static_cast<std::uint32_t>(model.definitions.size());
  model.definitions.emplace_back();
  if (entity == nullptr) return;
  // What one member of a family takes for granted, all of them do.
  if (entity->definition) model.definitions[*definition_].uses.push_back(*entity->definition);
  entity->definition = definition_;
}

void State::use(const Entity& entity) {
  if (entity.definition && definition_) model.definitions[*definition_].uses.push_back(*entity.definition);
}

void State::require(Condition condition) {
  if (!definition_ || scalars().as_number(condition.argument)) return;
  model.definitions[*definition_].conditions.push_back(static_cast<std::uint32_t>(model.conditions.size()));
  model.conditions.push_back(std::move(condition));
}

ScalarId State::trace(MatrixId id, Span span) {
  if (matrices().is_zero(id)) return scalars().zero();
  if (const auto multiple = matrices().as_multiple_of_identity(id)) return *multiple;
  const auto [at, inserted] = trace_index.try_emplace(id, static_cast<std::uint32_t>(model.traces.size()));
  if (inserted) {
    model.traces.push_back(id);
    model.trace_spans.push_back(span);
  }
  const ScalarId leaf = scalars().leaf(ScalarNode::Kind::Trace, at->second);
  // A trace of a trace, as claims have them: evaluating one evaluates the other.
  const MatrixNode& node = matrices()[id];
  if (inserted && node.kind == MatrixNode::Kind::Deterministic) {
    scalars().deepen(leaf, scalars().depth(node.function) + 1);
  }
  return leaf;
}

bool State::free_of_sizes(ScalarId id, Span span, const std::string& what) {
  const auto degree = facts.degree(id);
  if (degree == Rational(0)) return true;
  Diagnostic& report = error(span, what + " must not depend on the sizes themselves");
  report.label = growth(degree);
  report.helps.push_back("only ratios of sizes such as d/n have a limit");
  return false;
}

bool State::affordable(std::size_t bits, Span span) {
  if (bits <= max_exact_bits) return true;
  error(span, "this number is too large to be computed exactly")
      .helps.push_back("exact numbers may have about 300,000 digits");
  return false;
}

Value State::bounded(Value value, Span span) {
  std::uint32_t depth = 0;
  std::size_t bits = 0;
  if (const auto* scalar = value.scalar()) {
    bits = exact_bits(scalars()[*scalar]);
    depth = scalars().depth(*scalar);
  } else if (const auto* id = value.matrix()) {
    const MatrixNode& node = matrices()[*id];
    depth = matrices().depth(*id);
    for (const ScalarId coefficient : node.coefficients) bits += exact_bits(scalars()[coefficient]);
    const auto count_function = [&](const MatrixNode& part) {
      if (part.kind != MatrixNode::Kind::Deterministic) return;
      bits += exact_bits(scalars()[part.function]);
      depth = std::max(depth, scalars().depth(part.function));
    };
    count_function(node);
    for (const MatrixId child : node.children) count_function(matrices()[child]);
    if (!writable(*id, span)) return {};
  }
  if (!affordable(bits, span)) return {};
  if (depth > max_depth) {
    error(span, "this expression is nested more than " + std::to_string(max_depth) + " levels deep");
    return {};
  }
  if (facts.work() > max_work) {
    if (!exhausted_) error(span, "the file is too large: its expressions have too many terms up to here");
    exhausted_ = true;
    return {};
  }
  return value;
}

bool State::writable(MatrixId id, Span span) {
  const MatrixNode& node = matrices()[id];
  const bool product = node.kind == MatrixNode::Kind::Product;
  if (product && node.children.size() > max_factors) {
    error(span, "this product has " + std::to_string(node.children.size()) + " factors when written out; at most " +
                    std::to_string(max_factors) + " are supported");
    return false;
  }
  if (facts.letters(id) > max_letters) {
    error(span, "this expression has more than " + std::to_string(max_letters) +
                    " matrices in it when written out; that is more than is supported");
    return false;
  }
  return true;
}

namespace {

/// Whether one pair of brackets holds the whole text.
bool bracketed(const std::string& text) {
  if (text.front() != '(') return false;
  int open = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '(') ++open;
    if (text[k] == ')' && --open == 0) return k + 1 == text.size();
  }
  return false;
}

}  // namespace

std::string as_argument(const State& state, const syntax::Expression& expression) {
  const std::string text = state.text(expression.span);
  if (text == "this") return "...";
  return bracketed(text) ? text.substr(1, text.size() - 2) : text;
}

std::string as_adjoint(const State& state, const syntax::Expression& expression) {
  if (expression.kind == syntax::Expression::Kind::Adjoint) return as_operand(state, expression.children.front());
  return as_operand(state, expression) + "'";
}

std::string as_operand(const State& state, const syntax::Expression& expression) {
  using Kind = syntax::Expression::Kind;
  const std::string text = state.text(expression.span);
  const bool simple = expression.kind == Kind::Name || expression.kind == Kind::Call ||
                      expression.kind == Kind::Number || expression.kind == Kind::Adjoint ||
                      expression.kind == Kind::Power || expression.kind == Kind::Index || text == "this";
  return simple || bracketed(text) ? text : "(" + text + ")";
}

}  // namespace freepencil::resolver
