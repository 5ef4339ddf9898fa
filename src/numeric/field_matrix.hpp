// SPDX-License-Identifier: GPL-3.0-or-later
// Dense matrices over the prime field: just enough exact linear algebra to test identities of rational expressions.
#pragma once

#include <vector>

#include "numeric/prime_field.hpp"

namespace freepencil {

class FieldMatrix {
 public:
  FieldMatrix() = default;
  FieldMatrix(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), entries_(rows * columns) {}
  static FieldMatrix identity(std::size_t size) {
    FieldMatrix result(size, size);
    for (std::size_t k = 0; k < size; ++k) result(k, k) = 1;
    return result;
  }

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  PrimeField& operator()(std::size_t r, std::size_t c) { return entries_[r * columns_ + c]; }
  PrimeField operator()(std::size_t r, std::size_t c) const { return entries_[r * columns_ + c]; }
  friend bool operator==(const FieldMatrix&, const FieldMatrix&) = default;

 private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<PrimeField> entries_;
};

/// a x + b y
[[nodiscard]] inline FieldMatrix combine(PrimeField a, const FieldMatrix& x, PrimeField b, const FieldMatrix& y) {
  FieldMatrix result(x.rows(), x.columns());
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.columns(); ++c) result(r, c) = a * x(r, c) + b * y(r, c);
  }
  return result;
}

[[nodiscard]] inline FieldMatrix multiply(const FieldMatrix& x, const FieldMatrix& y) {
  FieldMatrix result(x.rows(), y.columns());
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t k = 0; k < x.columns(); ++k) {
      if (x(r, k) == PrimeField(0)) continue;
      for (std::size_t c = 0; c < y.columns(); ++c) result(r, c) += x(r, k) * y(k, c);
    }
  }
  return result;
}

[[nodiscard]] inline FieldMatrix transpose(const FieldMatrix& x) {
  FieldMatrix result(x.columns(), x.rows());
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.columns(); ++c) result(c, r) = x(r, c);
  }
  return result;
}

/// x^-1 y; UnluckyDraw where x is singular. Zeros of x cost nothing.
[[nodiscard]] FieldMatrix solve(const FieldMatrix& x, const FieldMatrix& y);

[[nodiscard]] inline FieldMatrix inverse(const FieldMatrix& x) { return solve(x, FieldMatrix::identity(x.rows())); }

/// Brings the rows into reduced echelon form; returns the column of every pivot, in order.
inline std::vector<std::size_t> reduce_rows(FieldMatrix& x) {
  std::vector<std::size_t> pivots;
  for (std::size_t c = 0; c < x.columns() && pivots.size() < x.rows(); ++c) {
    const std::size_t at = pivots.size();
    std::size_t pivot = at;
    while (pivot < x.rows() && x(pivot, c) == PrimeField(0)) ++pivot;
    if (pivot == x.rows()) continue;
    for (std::size_t k = c; k < x.columns(); ++k) std::swap(x(at, k), x(pivot, k));
    const PrimeField scale = x(at, c).inverse();
    for (std::size_t k = c; k < x.columns(); ++k) x(at, k) *= scale;
    for (std::size_t r = 0; r < x.rows(); ++r) {
      const PrimeField factor = x(r, c);
      if (r == at || factor == PrimeField(0)) continue;
      for (std::size_t k = c; k < x.columns(); ++k) x(r, k) -= factor * x(at, k);
    }
    pivots.push_back(c);
  }
  return pivots;
}

}  // namespace freepencil
