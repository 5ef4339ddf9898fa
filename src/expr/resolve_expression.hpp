// SPDX-License-Identifier: GPL-3.0-or-later
// Gives one expression its type and value.
#pragma once

#include <span>

#include "expr/resolve_state.hpp"

namespace freepencil::resolver {

/// What an expression may be made of, by the place where it stands.
struct Place {
  std::string_view what;  ///< `a weight`: opens messages about what it may not contain
  bool parameters = true;
  bool sizes = false;
  bool matrices = false;  ///< and with them `I` and traces
  bool outputs = false;
  bool complex = false;
  bool quantities = false;  ///< roots, limits, derivatives and the like; traces may be coefficients of matrices
  const Scope* locals = nullptr;
  std::string_view scope_holds;  ///< what `locals` are, where a message should say so

  /// `numbers, parameters and sizes`
  [[nodiscard]] std::string contents() const;
};

class Evaluator {
 public:
  Evaluator(State& state, const Place& place) : state_(state), place_(place) {}

  /// The value, or poison after a report.
  Value operator()(const syntax::Expression& expression);

 private:
  using Expression = syntax::Expression;

  Value evaluate(const Expression& expression);
  Value number(const Expression& expression);
  Value name(const Expression& expression);
  [[nodiscard]] std::string suggestion(const std::string& wrong) const;
  Value use(Entity& entity, const Expression& expression);
  Value adjoint(const Expression& expression);
  Value sum(const Expression& expression);
  /// The sum of the children of a Sum, their values given.
  Value sum_of(const Expression& expression, const std::vector<Value>& values);
  Value sum_of_matrices(const Expression& expression, const std::vector<Value>& values);
  Value sum_with_vectors(const Expression& expression, const std::vector<Value>& values);
  Value finite_sum(const Expression& expression);
  Value negated(const Expression& expression);
  Value product(const Expression& expression);
  Value product_with_vectors(const Expression& expression, const std::vector<Value>& values);
  /// The product of the matrices, with the inverses that `pinv` has made cancelled against what they invert.
  MatrixId chain(const std::vector<MatrixId>& factors);
  /// A vector or a quadratic form times a number.
  Value scaled(const Value& value, ScalarId factor);
  Value norm_squared(const Expression& expression);
  Value mean(const Expression& expression);
  Value power(const Expression& expression);
  Value scalar_power(ScalarId base, ScalarId exponent, Span span);
  Value matrix_power(const Expression& expression, MatrixId base, ScalarId exponent);
  Value call(const Expression& expression);
  Value trace(const Expression& argument, const Value& value, Span span);
  Value trace_of(MatrixId id, Span span);
  Value inverse(const Expression& argument, const Value& value, Span span);
  Value root(const Expression& argument, const Value& value, Span span);
  Value exponential(const Expression& argument, const Value& value, Span span, bool logarithm);
  Value pseudo_inverse(const Expression& argument, const Value& value, Span span);
  Value limit(const Expression& expression);
  Value index(const Expression& expression);
  Value member(const Expression& expression, Entity& family);
  Value local_member(const Expression& expression);
  Value pencil_block(const Expression& expression, const Entity& pencil);
  std::optional<std::uint32_t> block_number(const Expression& subscript, std::size_t count);

  /// Whether the matrix is square; reports where not, in the name of `operation` (`inv`).
  bool square(const Expression& argument, MatrixId id, std::string_view operation);
  /// f, where the matrix is a function of the deterministic ones of its space: of a single one where the order is kept.
  std::optional<ScalarId> as_function(MatrixId id);
  /// Whether the matrix is made of deterministic ones of which no single one is the argument of a function; reports
  /// that in the name of `operation`.
  bool mixes(MatrixId id, Span span, std::string_view operation);
  /// Whether the scalar may multiply a matrix: no trace, no growth with the sizes; reports where not.
  bool coefficient(ScalarId id, Span span);
  /// Takes for granted that the inverse of the matrix exists, as far as the arenas could cancel it.
  void require_inverse(MatrixId id, Span span, const std::string& what);
  /// An expression that uses an output which is a limit is a limit, too; reports where it would be two.
  bool inherit_limit(const Entity& output, Span span);
  bool allowed(bool permission, Span span, const std::string& found);
  Value unsupported(const Expression& expression);

  State& state_;
  const Place& place_;
};

/// The scalar that an expression stands for; a report and nothing where it is a matrix or wrong.
std::optional<ScalarId> evaluate_scalar(State& state, const Place& place, const syntax::Expression& expression);
/// The integers of a range such as `0..T`; a report and nothing where it is empty, longer than `most` or not of
/// integers.
std::optional<std::pair<std::int64_t, std::int64_t>> evaluate_range(State& state, const syntax::IndexRange& range,
                                                                    const Scope* locals, std::int64_t most);
/// The subscripts of `X[t-1]` as integers.
std::optional<std::vector<std::int64_t>> evaluate_subscripts(State& state, const Scope* locals,
                                                             std::span<const syntax::Expression> subscripts);
/// `w[t,2]`
std::string member_name(std::string_view family, std::span<const std::int64_t> subscripts);
/// Gives values to the members that `let w[0] = ..` or `let w[t] = .. for t = a..b` defines: `store` gets each one's
/// subscripts and value, in order, and may use the earlier ones for the later ones.
void define_members(State& state, const Place& place, const syntax::Let& let,
                    const std::function<void(const std::vector<std::int64_t>&, Value)>& store);
/// An exact rational constant.
std::optional<Rational> evaluate_constant(State& state, const Place& place, const syntax::Expression& expression);

}  // namespace freepencil::resolver
