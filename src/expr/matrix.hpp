// SPDX-License-Identifier: GPL-3.0-or-later
// Typed matrix expressions, shared: equal expressions have equal ids. Every node maps the space `column` to `row`.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "expr/scalar.hpp"

namespace freepencil {

enum class MatrixId : std::uint32_t {};
using SpaceId = std::uint32_t;

struct MatrixNode {
  enum class Kind : std::uint8_t {
    Deterministic,  // f(Sigma, Gamma, ...) on one space: `function` at every atom of its spectrum; the identity is f =
                    // 1. Where the order is kept: a function of one symbol at most
    Random,         // the random matrix `variable`, or its adjoint
    Combination,    // sum of coefficients[k] * children[k]; the coefficients contain no Symbol; empty: the zero matrix
    Product,        // children[0] * children[1] * ...; no Product among them, no two adjacent Deterministic unless
                    // they do not commute
    Inverse,        // inv(children[0])
    InverseBlock,   // block (block_row, block_column) of the inverse of the block matrix `block`
  };

  Kind kind = Kind::Deterministic;
  SpaceId row = 0;
  SpaceId column = 0;
  ScalarId function{};                 // Deterministic
  std::uint32_t variable = 0;          // Random: index into Model::randoms
  bool adjoint = false;                // Random
  std::vector<MatrixId> children;      // Combination, Product, Inverse
  std::vector<ScalarId> coefficients;  // Combination
  std::uint32_t block = 0;             // InverseBlock: index into Matrices::block()
  std::uint32_t block_row = 0;         // InverseBlock: counted from zero; block_row indexes the *columns* of the
  std::uint32_t block_column = 0;      //   block matrix, block_column its *rows*

  friend bool operator==(const MatrixNode&, const MatrixNode&) = default;
};

/// A square array of blocks given outright by a `pencil` statement; rows and columns hold the same multiset of spaces.
struct BlockMatrix {
  std::vector<SpaceId> rows, columns;
  std::vector<MatrixId> entries;  // row-major, rows.size() * columns.size(); zero blocks are empty Combinations

  friend bool operator==(const BlockMatrix&, const BlockMatrix&) = default;
};

/// The arena of matrix expressions of one model. Constructors simplify: adjacent deterministic factors on a space merge
/// into one function, sums collect equal terms, the inverse of a deterministic matrix is one. `inv(inv(A))` stays what
/// it is: it asks for more than `A`. On a space that keeps the order, deterministic factors and terms merge only where
/// they are functions of the same symbol.
class Matrices {
 public:
  explicit Matrices(Scalars& scalars) : scalars_(&scalars) {}

  /// The deterministic matrices of this space need not commute: to be said before the first of them is made.
  void keep_order(SpaceId space);
  [[nodiscard]] bool keeps_order(SpaceId space) const { return space < ordered_.size() && ordered_[space]; }

  MatrixId deterministic(SpaceId space, ScalarId function);
  MatrixId identity(SpaceId space) { return deterministic(space, scalars_->one()); }
  MatrixId zero(SpaceId row, SpaceId column);
  MatrixId random(std::uint32_t variable, bool adjoint, SpaceId row, SpaceId column);
  /// Sum of coefficients[k] * terms[k], all of type [row, column].
  MatrixId combination(SpaceId row, SpaceId column, const std::vector<std::pair<ScalarId, MatrixId>>& terms);
  MatrixId sum(MatrixId a, MatrixId b);
  MatrixId scaled(ScalarId factor, MatrixId id);
  MatrixId scaled(const Rational& factor, MatrixId id) { return scaled(scalars_->number(factor), id); }
  /// Adjacent inner spaces must agree; at least one factor.
  MatrixId product(const std::vector<MatrixId>& factors);
  MatrixId inverse(MatrixId argument);
  MatrixId inverse_block(BlockMatrix matrix, std::uint32_t block_row, std::uint32_t block_column);
  /// X': the transpose of a real matrix, the conjugate transpose of a complex one, pushed down to the symbols.
  MatrixId adjoint(MatrixId id);

  [[nodiscard]] const MatrixNode& operator[](MatrixId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const BlockMatrix& block(std::uint32_t index) const { return blocks_[index]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] bool is_zero(MatrixId id) const;
  /// Whether `adjoint(id) == id` by structure: a self-adjoint matrix whatever the symbols are.
  [[nodiscard]] bool is_self_adjoint(MatrixId id) { return adjoint(id) == id; }

  /// c, where the matrix is c * I by structure.
  [[nodiscard]] std::optional<ScalarId> as_multiple_of_identity(MatrixId id) const;
  /// c and A with c * A the matrix, c free of symbols and A without such a factor as far as the structure shows.
  [[nodiscard]] std::pair<ScalarId, MatrixId> take_out_scalar(MatrixId id);
  /// The longest path to a leaf: what recursion over the expression needs in stack.
  [[nodiscard]] std::uint32_t depth(MatrixId id) const { return depths_[static_cast<std::size_t>(id)]; }

 private:
  MatrixId intern(MatrixNode node);
  MatrixId make_adjoint(const MatrixNode& original);
  /// Whether two deterministic neighbours of a product are one function.
  [[nodiscard]] bool merge(const MatrixNode& left, const MatrixNode& right) const;

  Scalars* scalars_;
  std::vector<bool> ordered_;  // by space, as far as it goes
  std::vector<MatrixNode> nodes_;
  std::vector<std::uint32_t> depths_;
  std::vector<BlockMatrix> blocks_;
  std::unordered_multimap<std::size_t, MatrixId> index_;
  std::unordered_map<MatrixId, MatrixId> adjoints_;
};

}  // namespace freepencil
