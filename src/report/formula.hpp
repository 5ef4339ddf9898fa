// SPDX-License-Identifier: GPL-3.0-or-later
// An expression of the arenas in the order in which it is read: what all notations print. Internal to this folder.
//
// Functions of the deterministic matrices are matrices here: constants in them are multiples of I. The order of terms
// and factors depends on what they are, never on arena ids.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "expr/model.hpp"

namespace freepencil::report {

struct Base;

struct Factor {
  std::shared_ptr<const Base> base;
  Rational exponent = 1;
};

/// coefficient * factors; the numbers among the factors precede the matrices.
struct Term {
  Rational coefficient = 1;
  std::vector<Factor> factors;
};

/// A sum; without terms it is zero.
struct Formula {
  std::vector<Term> terms;
};

/// What a power can be taken of.
struct Base {
  /// The order is that of factors in a product.
  enum class Kind : std::uint8_t {
    Number,         // value: under a root that is not rational
    ImaginaryUnit,  // i
    Parameter,      // index into Model::parameters
    Local,          // index of a row variable
    Unknown,        // index into the unknowns of the derivation
    Power,          // body ^ exponent, a general exponent
    Exp,
    Log,
    Bracket,  // (body)
    Size,     // index into Model::spaces: `phi*n`
    Trace,    // tr(body), on the space `index`
    Symbol,   // index into Model::symbols
    Random,   // index into Model::randoms, or its adjoint
    Block,    // block (row, column) of the inverse of block matrix `index`, counted from one
    Named,    // a matrix that goes by the short name `index`
    Identity,
  };

  Kind kind = Kind::Number;
  std::uint32_t index = 0;
  Rational value = 0;
  bool adjoint = false;
  std::uint32_t row = 0, column = 0;
  Formula body, exponent;

  // Of the whole expression below; found once, when the base is made.
  bool matrix = false;
  bool random = false;
  int novelty = 0;  ///< 0 numbers, 1 parameters and sizes, 2 unknowns, 3 traces, 4 matrices
  std::size_t leaves = 1;
};

/// Turns nodes into formulas; remembers what it has turned, so that shared nodes cost nothing.
class FormulaBuilder {
 public:
  explicit FormulaBuilder(const Model& model) : model_(&model) {}

  const Formula& scalar(ScalarId id);
  const Formula& matrix(MatrixId id);
  /// tr of the matrix. Numbers are taken out of it; the trace of a multiple of I is the number.
  Formula trace(MatrixId id);
  /// From here on the matrix is the short name `index`.
  void abbreviate(MatrixId id, std::uint32_t index);
  /// The same for a function of deterministic matrices.
  void abbreviate(ScalarId id, std::uint32_t index);

 private:
  Formula make(const ScalarNode& node);
  Formula make_sum(const ScalarNode& node);
  Formula make_product(const ScalarNode& node);
  Formula make(const MatrixNode& node);
  Formula make_combination(const MatrixNode& node);
  Formula make_chain(const MatrixNode& node);

  const Model* model_;
  std::unordered_map<ScalarId, Formula> scalars_, named_scalars_;
  std::unordered_map<MatrixId, Formula> matrices_, named_matrices_;
};

// Building blocks of the builder, in formula_order.cpp.

/// Fills in what `Base` says of the whole expression.
[[nodiscard]] std::shared_ptr<const Base> make_base(Base base);
[[nodiscard]] Formula single(Base base);
/// The formula as something that a power can be taken of: its only factor, or brackets.
[[nodiscard]] std::shared_ptr<const Base> as_base(const Formula& formula);
[[nodiscard]] bool is_matrix(const Term& term);
/// Numbers in front, in a fixed order; matrices behind, in a fixed order where they commute. Equal neighbours merge.
void arrange(Term& term, bool commuting);
/// A fixed order of terms; the first one is positive where any is.
void arrange(Formula& formula);

}  // namespace freepencil::report
