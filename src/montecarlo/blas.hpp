// SPDX-License-Identifier: GPL-3.0-or-later
// The dense kernels, in double and complex double: all that is known of BLAS and LAPACK here. A Hermitian matrix and a
// Cholesky factor live in the lower triangle; nothing reads the other one.
#pragma once

#include <vector>

#include "montecarlo/dense.hpp"

namespace freepencil::blas {

/// While one exists, BLAS runs on the calling thread only: trials are the unit of parallel work, and the digits of a
/// product must not depend on the number of threads.
class SingleThreaded {
 public:
  SingleThreaded();
  ~SingleThreaded();
  SingleThreaded(const SingleThreaded&) = delete;
  SingleThreaded& operator=(const SingleThreaded&) = delete;

 private:
  int previous_;
};

/// Whether the library that was found may be called by several threads at once, each for itself: OpenBLAS in its build
/// with POSIX threads. The sequential build shares memory between calls; that with OpenMP takes as many threads in each
/// of them as it likes, and the digits change with these.
[[nodiscard]] bool safe_beside_threads();

/// result = op(a) * op(b), where op is the adjoint if asked for.
template <class T>
void multiply(const Dense<T>& a, bool adjoint_a, const Dense<T>& b, bool adjoint_b, Dense<T>& result);

/// Rows [begin, end) of b only: result = sign * b' * b + (accumulate ? result : 0); lower triangle.
template <class T>
void gram(const Dense<T>& b, std::size_t begin, std::size_t end, double sign, bool accumulate, Dense<T>& result);
/// result = b * b'; lower triangle.
template <class T>
void outer_gram(const Dense<T>& b, Dense<T>& result);

/// Overwrites a Hermitian matrix by its Cholesky factor L; false if it is not positive definite.
template <class T>
[[nodiscard]] bool cholesky(Dense<T>& a);
/// b = inv(L L') * b.
template <class T>
void cholesky_solve(const Dense<T>& factor, Dense<T>& b);
/// b = inv(L) * b.
template <class T>
void lower_solve(const Dense<T>& factor, Dense<T>& b);
/// Overwrites L by the lower triangle of inv(L L').
template <class T>
void cholesky_invert(Dense<T>& factor);
/// Overwrites L by inv(L).
template <class T>
void lower_invert(Dense<T>& factor);

/// Overwrites a square matrix by its factors with row exchanges; false if a pivot is zero.
template <class T>
[[nodiscard]] bool lu(Dense<T>& a, std::vector<int>& pivots);
/// b = inv(op(A)) * b.
template <class T>
void lu_solve(const Dense<T>& factor, const std::vector<int>& pivots, bool adjoint, Dense<T>& b);
/// Overwrites the factors by inv(A).
template <class T>
void lu_invert(Dense<T>& factor, const std::vector<int>& pivots);

}  // namespace freepencil::blas
