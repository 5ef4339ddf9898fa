// SPDX-License-Identifier: GPL-3.0-or-later
// A model at random matrices over a prime field. Two rational expressions are equal if and only if they agree there, up
// to a probability of the order of their degree over 2^61 (Schwartz 1980, Zippel 1979): exact identity testing for
// expressions in noncommuting matrices.
#pragma once

#include <random>
#include <unordered_map>
#include <vector>

#include "numeric/field_matrix.hpp"
#include "pencil/pencil.hpp"

namespace freepencil {

class FieldPoint {
 public:
  struct Shape {
    std::vector<std::size_t> dimensions;  ///< by space
    std::vector<PrimeField> parameters;   ///< empty: drawn too
    std::vector<PrimeField> sizes;        ///< what N_s stands for in coefficients; empty: the dimensions
  };

  /// Every direction of a space is an atom of its own; values of symbols are squares, so that they have roots. On a
  /// space whose matrices do not commute, every symbol has an orthogonal basis of its own.
  FieldPoint(const Model& model, const Shape& shape, std::mt19937_64& engine);

  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] std::size_t dimension(SpaceId space) const { return dimensions_[space]; }
  [[nodiscard]] const FieldMatrix& random(std::uint32_t variable) const { return randoms_[variable]; }
  /// At every atom. Throws UnluckyDraw where there is no value: a division by zero, a root of a non-square.
  [[nodiscard]] std::vector<PrimeField> values(SpaceId space, ScalarId f) const;
  [[nodiscard]] PrimeField scalar(ScalarId f) const { return values(0, f).front(); }
  /// Any matrix expression, by its definition.
  [[nodiscard]] const FieldMatrix& matrix(MatrixId id) const;

 private:
  [[nodiscard]] FieldMatrix deterministic(SpaceId space, ScalarId function) const;
  [[nodiscard]] FieldMatrix compute(const MatrixNode& node) const;

  const Model& model_;
  std::vector<std::size_t> dimensions_;
  std::vector<PrimeField> parameters_, sizes_;
  std::vector<std::vector<PrimeField>> symbols_;
  std::vector<FieldMatrix> bases_;  ///< by symbol
  std::vector<FieldMatrix> randoms_;
  mutable std::unordered_map<MatrixId, FieldMatrix> matrices_;
};

/// Dimensions in the order of the sizes, all different: equal ones would show identities of square matrices.
[[nodiscard]] FieldPoint::Shape ordered_shape(const std::vector<double>& sizes, std::size_t smallest);

/// Calls `use` with points until it finds values at one of at most `draws`: elsewhere there is a division by zero or a
/// root of a non-square.
template <class Use>
[[nodiscard]] bool at_a_point(const Model& model, const FieldPoint::Shape& shape, std::mt19937_64& engine, int draws,
                              Use use) {
  for (; draws > 0; --draws) {
    try {
      use(FieldPoint(model, shape, engine));
      return true;
    } catch (const UnluckyDraw&) {
      continue;
    }
  }
  return false;
}

/// A block matrix over the field.
struct FieldBlocks {
  std::vector<std::size_t> row_at, column_at;  ///< where a block begins; the last one is the total
  FieldMatrix entries;

  [[nodiscard]] FieldMatrix block(std::size_t row, std::size_t column) const;
};

/// Q.
[[nodiscard]] FieldBlocks field_pencil(const Pencil& pencil, const FieldPoint& point);
/// Q^{-1}, its rows the columns of Q. Throws UnluckyDraw where Q is singular.
[[nodiscard]] FieldBlocks field_inverse(const Pencil& pencil, const FieldPoint& point);
/// The matrix of a functional, from the blocks of Q^{-1}.
[[nodiscard]] FieldMatrix field_matrix(const TraceFunctional& functional, const FieldBlocks& inverse,
                                       const FieldPoint& point);

}  // namespace freepencil
