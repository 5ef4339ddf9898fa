// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/factorization.hpp"

#include <cmath>
#include <limits>

#include "montecarlo/blas.hpp"

namespace freepencil {

template <class T>
bool Factorization<T>::compute(const Dense<T>& a, bool hermitian) {
  cholesky_ = hermitian && compute_cholesky(a);
  if (cholesky_) return true;
  kernels::scale_rows<T>({}, a, false, factor_);
  if (!hermitian) return compute_lu(a);
  // Indefinite, or positive definite up to rounding only: elimination decides.
  kernels::mirror(factor_);
  Dense<T> whole;
  kernels::scale_rows<T>({}, factor_, false, whole);
  return compute_lu(whole);
}

template <class T>
bool Factorization<T>::compute_cholesky(const Dense<T>& a) {
  kernels::scale_rows<T>({}, a, false, factor_);
  if (!blas::cholesky(factor_)) return false;
  const double threshold = static_cast<double>(a.rows()) * std::numeric_limits<double>::epsilon();
  for (std::size_t j = 0; j < a.rows(); ++j) {
    if (!(std::norm(factor_(j, j)) > threshold * std::abs(a(j, j)))) return false;
  }
  return true;
}

template <class T>
bool Factorization<T>::compute_lu(const Dense<T>& a) {
  if (!blas::lu(factor_, pivots_)) return false;
  const double threshold = static_cast<double>(a.rows()) * std::numeric_limits<double>::epsilon();
  for (std::size_t j = 0; j < a.rows(); ++j) {
    double largest = 0;
    for (std::size_t i = 0; i < a.rows(); ++i) largest = std::max(largest, std::abs(a(i, j)));
    if (!(std::abs(factor_(j, j)) > threshold * largest)) return false;
  }
  return true;
}

template <class T>
void Factorization<T>::solve(bool adjoint, Dense<T>& b) const {
  if (cholesky_) {
    blas::cholesky_solve(factor_, b);
  } else {
    blas::lu_solve(factor_, pivots_, adjoint, b);
  }
}

template <class T>
void Factorization<T>::invert(Dense<T>& result) const {
  kernels::scale_rows<T>({}, factor_, false, result);
  if (cholesky_) {
    blas::cholesky_invert(result);
  } else {
    blas::lu_invert(result, pivots_);
  }
}

template <class T>
void Factorization<T>::inverse_diagonal(Dense<T>& result) const {
  const std::size_t n = factor_.rows();
  Dense<T> inverse;
  result.resize(n, 1);
  if (!cholesky_) {
    invert(inverse);
    for (std::size_t j = 0; j < n; ++j) result(j, 0) = inverse(j, j);
    return;
  }
  kernels::scale_rows<T>({}, factor_, false, inverse);
  blas::lower_invert(inverse);
  for (std::size_t j = 0; j < n; ++j) {
    double squares = 0;  // inv(L L')_jj is the squared length of column j of inv(L)
    for (std::size_t i = j; i < n; ++i) squares += std::norm(inverse(i, j));
    result(j, 0) = squares;
  }
}

template <class T>
void Factorization<T>::congruence(Dense<T>& b, Dense<T>& result) const {
  if (cholesky_) {
    blas::lower_solve(factor_, b);
    blas::gram(b, 0, b.rows(), 1, false, result);
  } else {
    Dense<T> solved;
    kernels::scale_rows<T>({}, b, false, solved);
    blas::lu_solve(factor_, pivots_, false, solved);
    blas::multiply(b, true, solved, false, result);
  }
}

template class Factorization<double>;
template class Factorization<std::complex<double>>;

}  // namespace freepencil
