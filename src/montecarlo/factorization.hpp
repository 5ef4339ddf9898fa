// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "montecarlo/kernels.hpp"

namespace freepencil {

/// A square matrix, factorised once and then solved with: by Cholesky where it is Hermitian and positive definite, else
/// by elimination with row exchanges.
template <class T>
class Factorization {
 public:
  /// False where the matrix is singular to working precision: a pivot that lost all its digits to cancellation, that is
  /// |pivot| <= n epsilon times what stood in its place: the diagonal entry (Cholesky) or the largest entry of its
  /// column (elimination). Both tests are invariant under a change of units, so a graded spectrum passes. Of a
  /// Hermitian matrix the lower triangle is read.
  [[nodiscard]] bool compute(const Dense<T>& a, bool hermitian);

  /// b = inv(op(A)) * b.
  void solve(bool adjoint, Dense<T>& b) const;
  /// The inverse; its lower triangle at least where the matrix is Hermitian.
  void invert(Dense<T>& result) const;
  /// The diagonal of the inverse, as a column.
  void inverse_diagonal(Dense<T>& result) const;
  /// b' * inv(A) * b for Hermitian A: the lower triangle at least. Overwrites b.
  void congruence(Dense<T>& b, Dense<T>& result) const;

 private:
  [[nodiscard]] bool compute_cholesky(const Dense<T>& a);
  [[nodiscard]] bool compute_lu(const Dense<T>& a);

  Dense<T> factor_;
  std::vector<int> pivots_;
  bool cholesky_ = false;
};

extern template class Factorization<double>;
extern template class Factorization<std::complex<double>>;

}  // namespace freepencil
