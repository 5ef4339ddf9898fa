// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the resolver share: the model in the making, the names, the errors so far and the limits.
#pragma once

#include <set>

#include "expr/resolve.hpp"
#include "expr/resolve_facts.hpp"
#include "expr/resolve_names.hpp"

namespace freepencil::resolver {

/// A random vector x of independent mean zero: E x'*M*x = tr(M*weight).
struct RandomVector {
  std::string name;
  SpaceId space = 0;
  MatrixId weight{};
};

struct State {
  State(Source source, const FileReader& reader, const ResolveOptions& options);

  Model model;
  Names names;
  Diagnostics errors;
  Diagnostics warnings;
  std::vector<BlockMatrix> pencils;
  std::vector<RandomVector> vectors;
  const FileReader& read_file;
  const ResolveOptions& options;
  Facts facts;
  std::unordered_map<MatrixId, std::uint32_t> trace_index;
  std::set<std::string> noncommuting, ordered;    ///< names of dimensions
  std::set<std::string, std::less<>> structural;  ///< names of parameters that an index or its range refers to
  std::set<MatrixId> pinv_inverses;               ///< which exist in the region that the model is for
  std::optional<LimitPoint> limit;                ///< of the output that is being resolved
  /// What is read at the moment, where that is not the file: a text that stands behind all of it.
  std::optional<Source> other_text;
  std::set<std::string> claim_names;  ///< all that the claim at hand defines, at any place

  Scalars& scalars() { return *model.scalars; }
  Matrices& matrices() { return *model.matrices; }

  /// Reports an error; the reference is for the label, notes and helps, and lives until the next report.
  Diagnostic& error(Span span, std::string message);
  Diagnostic& warning(Span span, std::string message);
  Diagnostic& not_supported(Span span, std::string_view what);
  /// Whether more suggestions are worth their time: they cost as much as all names together.
  [[nodiscard]] bool may_suggest() const { return errors.size() < 100; }
  /// Whether this is the first report that the name is unknown or comes too early: one is enough.
  bool first_report(const std::string& name) { return misused_.insert(name).second; }

  /// The name's space; reports and returns nothing where it is not a dimension.
  std::optional<SpaceId> space(const syntax::Identifier& name);

  /// Whether the use stands in front of the declaration or inside of it; reports it.
  bool used_early(const Entity& entity, Span use);

  /// The source text of a piece, on one line, or "this" where it is long.
  [[nodiscard]] std::string text(Span span) const;
  /// `[n,d]`
  [[nodiscard]] std::string type(SpaceId row, SpaceId column) const;
  [[nodiscard]] std::string type(MatrixId id);
  /// `n^2`, `a constant`: a power of the reference size.
  [[nodiscard]] std::string size_power(const Rational& degree) const;
  /// `scales like n^2`, `is a constant`, ...: ends a sentence about a scalar.
  [[nodiscard]] std::string growth(const std::optional<Rational>& degree) const;

  /// The number that the parameter has where the model is used, as far as the resolver has been told.
  [[nodiscard]] std::optional<Rational> setting(const Parameter& parameter) const;
  /// Opens the definition that a statement gives to the entity, if it has one: `use` and `require` add to it.
  void define(Entity* entity);
  /// tr of a square matrix: its leaf, or arithmetic where it is that; the span is of where it was written.
  ScalarId trace(MatrixId id, Span span);
  /// Whether the value does not depend on the sizes themselves, but on ratios of them; reports where it does, as what
  /// `what` must not do.
  bool free_of_sizes(ScalarId id, Span span, const std::string& what);

  /// What the entity takes for granted, the open definition does too.
  void use(const Entity& entity);
  /// Takes for granted that a function of a deterministic matrix exists; nothing to do where its argument is a number:
  /// that has been looked at.
  void require(Condition condition);

  /// The value itself, or poison and an error where it breaks a limit on depth, size or the total work.
  Value bounded(Value value, Span span);
  /// Whether arithmetic that stores this many bits of exact numbers is within the limit; reports where not.
  bool affordable(std::size_t bits, Span span);

 private:
  bool writable(MatrixId id, Span span);

  std::set<std::string> misused_;
  std::optional<std::uint32_t> definition_;
  bool exhausted_ = false;
};

/// The text as a factor of a product or as an operand of `'`: in brackets where it needs them.
[[nodiscard]] std::string as_operand(const State& state, const syntax::Expression& expression);
/// The same without brackets around it: as the argument of a function.
[[nodiscard]] std::string as_argument(const State& state, const syntax::Expression& expression);
/// What a user would write for the adjoint: Z for Z', Z' for Z, (Z*W)' for Z*W.
[[nodiscard]] std::string as_adjoint(const State& state, const syntax::Expression& expression);

}  // namespace freepencil::resolver
