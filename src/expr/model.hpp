// SPDX-License-Identifier: GPL-3.0-or-later
// A checked file: names resolved to indices, spaces matched, numbers exact. The stages below read only this.
#pragma once

#include <algorithm>
#include <freepencil/diagnostic.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "expr/claim.hpp"
#include "expr/matrix.hpp"
#include "expr/scalar.hpp"
#include "numeric/symmetric_matrix.hpp"

namespace freepencil {

/// The values that a parameter may take.
struct Interval {
  std::optional<Rational> lower, upper;
  bool lower_closed = false, upper_closed = false;

  [[nodiscard]] bool contains(const Rational& value) const;
  /// `> 0`, `in (0,1]`; empty for the whole line.
  [[nodiscard]] std::string describe() const;
};

struct Parameter {
  std::string name;
  Rational value;  ///< the default, from the file
  Interval range;
  std::string description;
  Span span;
  /// The expressions themselves depend on its value, as on the number of members of a family: they were built for
  /// `value`, and have no Parameter leaf for it.
  bool structural = false;
  /// Declared by `limit(mu = 0+, ...)` in an output: nobody can set it.
  bool hidden = false;
};

/// A label such as n, d, m with its size N_s; sizes of different spaces may agree.
struct Space {
  std::string name;
  ScalarId size{};  ///< in terms of parameters and Size leaves of spaces declared before; homogeneous of degree one
  bool reference = false;
  Span span;
  /// Declared so, or one that has matrices given by `matrix`. Whether the order of products is kept on it, too, is
  /// Matrices::keeps_order: a spectrum is a special case, in which it need not be.
  bool noncommuting = false;
};

/// Which distribution independent entries have; the limit depends on the variance only.
enum class EntryLaw { Gaussian, Rademacher, Uniform };

struct RandomMatrix {
  std::string name;
  SpaceId row = 0, column = 0;
  EntryLaw law = EntryLaw::Gaussian;
  ScalarId variance{};  ///< of one entry; homogeneous of degree minus one in the sizes
  Span span;
  Span variance_span = {};
};

/// A deterministic matrix on a space: a coordinate of its joint spectrum, or an ExplicitMatrix.
struct Symbol {
  std::string name;
  SpaceId space = 0;
};

/// `weight : Sigma = .., Gamma = ..`
struct Atom {
  ScalarId weight{};
  std::vector<ScalarId> values;  ///< one for each of Spectrum::symbols
};
/// Equal weights over k = from..to; the row variable k is Local 0.
struct Family {
  std::int64_t from = 1, to = 0;
  std::vector<ScalarId> values;
};
/// Rows of a data file; column c is Local c, weights are equal unless there is a weight column.
struct Table {
  std::string path;
  std::vector<std::string> column_names;
  std::vector<std::vector<Rational>> columns;
  std::vector<Rational> weights;  ///< empty: equal
  std::vector<ScalarId> values;
};

/// The joint spectral measure of the commuting matrices on a space.
struct Spectrum {
  SpaceId space = 0;
  std::vector<std::uint32_t> symbols;  ///< indices into Model::symbols, in the order of `values`
  std::variant<std::vector<Atom>, Family, Table> measure;
  Span span;
  /// Directions that are too few to have mass: one value for each of `symbols`, that of a signal being its mass. Traces
  /// are affine in signals: in the limit a spike is an atom of weight 1 and one of weight -1 without the signals.
  std::vector<std::vector<ScalarId>> spikes = {};
  std::size_t signals = 0;  ///< so many of the last of `symbols` are signals: zero but on spikes

  /// How many of `symbols` have values in the bulk.
  [[nodiscard]] std::size_t matrices() const { return symbols.size() - signals; }
  [[nodiscard]] std::span<const ScalarId> in_bulk(const std::vector<ScalarId>& values) const {
    return std::span(values).first(matrices());
  }
  [[nodiscard]] bool is_signal(std::uint32_t symbol) const {
    return std::find(symbols.begin() + static_cast<std::ptrdiff_t>(matrices()), symbols.end(), symbol) != symbols.end();
  }
};

/// A symmetric matrix that need not commute with the others of its space, none of which is in a spectrum.
struct ExplicitMatrix {
  std::uint32_t symbol = 0;  ///< index into Model::symbols
  DenseMatrix values;        ///< empty: only the name is known; of one size for all matrices of a space that have any
  std::string path;          ///< of the file that the values are from
  Span span;                 ///< of the name
};

/// What a file takes for granted: this function of the deterministic matrices of a space exists at every atom. The
/// arenas cancel exactly, so that `S*inv(S)` is `I` even where `S` has no inverse; what was written must exist all the
/// same.
struct Condition {
  SpaceId space = 0;  ///< any space, where `function` is a multiple of the identity
  ScalarId function{};
  ScalarId argument{};  ///< what it is a function of
  Span span;
  std::string what;  ///< `inv(...)`, `the power -1/2`: opens a message
};

/// What one statement that names an expression takes for granted.
struct Definition {
  std::vector<std::uint32_t> conditions;  ///< its own: indices into Model::conditions
  std::vector<std::uint32_t> uses;        ///< indices into Model::definitions: what these take for granted, it does too
};

struct Output {
  std::string name;
  ScalarId value{};  ///< in parameters, sizes and traces
  std::string description;
  Span span;
  std::optional<std::uint32_t> definition = {};  ///< index into Model::definitions
  std::optional<LimitPoint> limit = {};          ///< the value is the limit of the expression
};

/// How LaTeX is to show the unknown that a derivation names so.
struct UnknownSymbol {
  std::string name, latex;
  Span span;  ///< of the name
};

/// Everything a file says. Move-only: the arenas refer to each other.
struct Model {
  Source source;
  std::string title;
  std::vector<std::string> citations;

  std::unique_ptr<Scalars> scalars = std::make_unique<Scalars>();
  std::unique_ptr<Matrices> matrices = std::make_unique<Matrices>(*scalars);

  std::vector<Parameter> parameters;
  std::vector<Space> spaces;
  std::vector<RandomMatrix> randoms;
  std::vector<Symbol> symbols;
  std::vector<Spectrum> spectra;  ///< at most one a space; a space without one has only its identity
  std::vector<ExplicitMatrix> explicit_matrices;
  std::vector<MatrixId> traces;   ///< the distinct matrices M of all tr(M), indexed by Trace leaves
  std::vector<Span> trace_spans;  ///< where each was written first
  std::vector<Condition> conditions;
  std::vector<Definition> definitions;
  std::vector<Output> outputs;
  std::vector<UnknownSymbol> unknown_symbols;  ///< no name twice
  std::vector<Comparison> assumptions;         ///< on all of the file
  /// What the expressions take for granted because `pinv` does: which of two sizes is larger. They were built for a
  /// parameter point at which these hold.
  std::vector<Comparison> region;
  std::vector<Quantity> quantities;
  std::vector<RootSystem> root_systems;
  std::vector<Claim> claims;

  Diagnostics warnings;

  [[nodiscard]] SpaceId reference() const;
  /// Which traces the outputs depend on: others belong to names that nobody asked for.
  [[nodiscard]] std::vector<bool> needed_traces() const;
  /// What the outputs take for granted, each function of a space once, in the order of the file.
  [[nodiscard]] std::vector<Condition> needed_conditions() const;
  /// The matrix that a symbol stands for; nothing where it is a coordinate of a spectrum.
  [[nodiscard]] const ExplicitMatrix* explicit_matrix(std::uint32_t symbol) const;
  /// A parameter that a user can set.
  [[nodiscard]] std::optional<std::size_t> find_parameter(std::string_view name) const;
};

/// The number, or `about` its first digits where it is long: for messages.
[[nodiscard]] std::string short_text(const Rational& value);

}  // namespace freepencil
