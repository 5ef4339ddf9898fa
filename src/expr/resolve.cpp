// SPDX-License-Identifier: GPL-3.0-or-later
#include "expr/resolve.hpp"

#include <algorithm>
#include <stdexcept>

#include "expr/resolve_expression.hpp"
#include "expr/resolve_statements.hpp"
#include "syntax/parse.hpp"

namespace freepencil {
namespace {

using namespace resolver;

/// Dispatches the statements in the order of the file; outputs wait until all else is known, and claims for the
/// outputs.
class Statements {
 public:
  explicit Statements(State& state) : state_(state) {}

  void operator()(const syntax::Title& it) {
    if (titled_) state_.error(span_, "the file has a title already: \"" + state_.model.title + "\"");
    titled_ = true;
    state_.model.title = it.text;
  }
  void operator()(const syntax::Cite& it) { state_.model.citations.push_back(it.text); }
  void operator()(const syntax::Parameter& it) { resolve_parameter(state_, it); }
  void operator()(const syntax::Dimension& it) { resolve_dimension(state_, it); }
  void operator()(const syntax::Random& it) { resolve_random(state_, it); }
  void operator()(const syntax::Spectrum& it) { resolve_spectrum(state_, it); }
  void operator()(const syntax::Matrix& it) { resolve_matrix(state_, it); }
  void operator()(const syntax::Noncommuting& it) { resolve_noncommuting(state_, it); }
  void operator()(const syntax::Let& it) { resolve_let(state_, it); }
  void operator()(const syntax::PencilBlock& it) { resolve_pencil(state_, it); }
  void operator()(const syntax::Output&) {}
  void operator()(const syntax::UnknownSymbol& it) {
    // The names belong to a derivation that is still to come: they have nothing to do with the names of the file.
    auto& known = state_.model.unknown_symbols;
    const auto first = std::find_if(known.begin(), known.end(),
                                    [&](const UnknownSymbol& other) { return other.name == it.name.text; });
    if (first == known.end()) {
      known.push_back({.name = it.name.text, .latex = it.latex, .span = it.name.span});
      return;
    }
    state_.error(it.name.span, "the unknown '" + it.name.text + "' has a symbol already: " + first->latex)
        .notes.push_back({first->span, "given here"});
  }

  void operator()(const syntax::Symmetric& it) { refuse("symmetric random matrices are", &it.name.name); }
  void operator()(const syntax::Vector& it) { resolve_vector(state_, it); }
  void operator()(const syntax::Assume& it) { resolve_assume(state_, it); }
  void operator()(const syntax::Claim&) {}

  void visit(const syntax::Statement& statement) {
    span_ = statement.span;
    std::visit(*this, statement.body);
  }

 private:
  void refuse(std::string_view what, const syntax::Identifier* name) {
    state_.not_supported(name != nullptr ? name->span : first_line(), what);
    if (name == nullptr) return;
    if (Entity* entity = state_.names.declared_at(name->text, name->span)) entity->ready = true;
  }

  /// Of the statement: a block of many lines is pointed at by its first.
  [[nodiscard]] Span first_line() const {
    const auto end = state_.model.source.text().find('\n', span_.begin);
    return {span_.begin, std::min(span_.end, static_cast<std::uint32_t>(std::min<std::size_t>(end, UINT32_MAX)))};
  }

  State& state_;
  Span span_;
  bool titled_ = false;
};

void check_reference(State& state) {
  const auto& spaces = state.model.spaces;
  if (std::any_of(spaces.begin(), spaces.end(), [](const Space& space) { return space.reference; })) return;
  // A size that is wrong is the likelier mistake, and reported.
  if (!spaces.empty() && !state.errors.empty()) return;
  state.error({0, 0}, "there is no reference dimension")
      .helps.push_back("declare one dimension without a size, as in `dimension n`; all others are relative to it");
}

void read_statements(State& state, const syntax::Ast& ast, const ResolveOptions& options) {
  declare_names(state, ast);
  declare_structural(state, ast);
  declare_orders(state, ast, options);
  Statements statements(state);
  for (const syntax::Statement& statement : ast.statements) statements.visit(statement);
  resolve_outputs(state, ast);
  resolve_claims(state, ast);
  check_signals(state);
  check_reference(state);
}

void warn_unused(State& state) {
  for (const Entity& entity : state.names.all()) {
    const bool reference = entity.kind == EntityKind::Dimension && state.model.spaces[*entity.index].reference;
    if (entity.used || entity.kind == EntityKind::Output || reference) continue;
    state.warning(entity.span, std::string(describe(entity.kind)) + " '" + entity.name + "' is never used");
  }
  if (state.model.outputs.empty() && state.model.claims.empty()) {
    state.warning({0, 0}, "no output is declared: there is nothing to compute");
  }
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
}

/// The finished model with the warnings about its file.
Model warned(State& state) {
  warn_unused(state);
  sort_by_place(state.warnings);
  state.model.warnings = std::move(state.warnings);
  return std::move(state.model);
}

}  // namespace

Expected<Model> resolve(const syntax::Ast& ast, Source source, const FileReader& read_file,
                        const ResolveOptions& options) {
  State state(std::move(source), read_file, options);
  read_statements(state, ast, options);
  if (!state.errors.empty()) {
    sort_by_place(state.errors);
    return std::move(state.errors);
  }
  return warned(state);
}

Expected<Model> resolve_claim_text(const syntax::Ast& ast, Source source, const FileReader& read_file,
                                   const Source& text, const ResolveOptions& options) {
  auto items = syntax::parse_claim(text);
  if (!items) return items.errors();
  State state(std::move(source), read_file, options);
  syntax::Claim claim{.title = text.text(), .expect_refuted = std::nullopt, .items = std::move(*items)};
  const Span all = {0, static_cast<std::uint32_t>(text.text().size())};
  declare_structural(state, {{{all, claim}}});
  read_statements(state, ast, options);
  if (!state.errors.empty()) throw std::invalid_argument("the file itself has errors");
  const Diagnostics of_file = state.warnings;
  state.other_text = text;
  resolve_claim(state, claim, all);
  check_signals(state);
  if (!state.errors.empty()) {
    for (Diagnostic& error : state.errors) error.notes.clear();  // they are about places of the file
    sort_by_place(state.errors);
    return std::move(state.errors);
  }
  state.warnings = of_file;
  return warned(state);
}

Expected<Rational> resolve_constant(const syntax::Expression& expression, Source source) {
  static constexpr Place place{.what = "this value", .parameters = false};
  const FileReader no_files;
  const ResolveOptions options;
  State state(std::move(source), no_files, options);
  const auto value = evaluate_constant(state, place, expression);
  if (!value) return std::move(state.errors);
  return *value;
}

}  // namespace freepencil
