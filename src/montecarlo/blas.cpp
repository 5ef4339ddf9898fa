// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/blas.hpp"

#include <cblas.h>

// The complex type of C is not that of C++; their layouts agree.
#define lapack_complex_float std::complex<float>
#define lapack_complex_double std::complex<double>
#include <lapacke.h>

namespace freepencil::blas {
namespace {

using Complex = std::complex<double>;

int size(std::size_t n) { return static_cast<int>(n); }
CBLAS_TRANSPOSE transposed(bool adjoint) { return adjoint ? CblasConjTrans : CblasNoTrans; }
/// BLAS wants a positive leading dimension even of an empty matrix.
int stride(std::size_t rows) { return size(std::max<std::size_t>(rows, 1)); }

template <class T>
void rank_update(bool outer, std::size_t n, std::size_t k, double alpha, const T* b, std::size_t ld, double beta,
                 Dense<T>& c) {
  if constexpr (is_complex<T>) {
    cblas_zherk(CblasColMajor, CblasLower, outer ? CblasNoTrans : CblasConjTrans, size(n), size(k), alpha, b,
                stride(ld), beta, c.column(0), stride(n));
  } else {
    cblas_dsyrk(CblasColMajor, CblasLower, outer ? CblasNoTrans : CblasTrans, size(n), size(k), alpha, b, stride(ld),
                beta, c.column(0), stride(n));
  }
}

}  // namespace

SingleThreaded::SingleThreaded() : previous_(openblas_get_num_threads()) { openblas_set_num_threads(1); }
SingleThreaded::~SingleThreaded() { openblas_set_num_threads(previous_); }

bool safe_beside_threads() { return openblas_get_parallel() == OPENBLAS_THREAD; }

template <class T>
void multiply(const Dense<T>& a, bool adjoint_a, const Dense<T>& b, bool adjoint_b, Dense<T>& result) {
  const std::size_t rows = adjoint_a ? a.columns() : a.rows();
  const std::size_t inner = adjoint_a ? a.rows() : a.columns();
  const std::size_t columns = adjoint_b ? b.rows() : b.columns();
  result.resize(rows, columns);
  const auto call = [&](auto gemm, auto one, auto zero) {
    gemm(CblasColMajor, transposed(adjoint_a), transposed(adjoint_b), size(rows), size(columns), size(inner), one,
         a.column(0), stride(a.rows()), b.column(0), stride(b.rows()), zero, result.column(0), stride(rows));
  };
  if constexpr (is_complex<T>) {
    const Complex one = 1, zero = 0;
    call(cblas_zgemm, static_cast<const void*>(&one), static_cast<const void*>(&zero));
  } else {
    call(cblas_dgemm, 1.0, 0.0);
  }
}

template <class T>
void gram(const Dense<T>& b, std::size_t begin, std::size_t end, double sign, bool accumulate, Dense<T>& result) {
  if (!accumulate) result.resize(b.columns(), b.columns());
  rank_update(false, b.columns(), end - begin, sign, b.column(0) + begin, b.rows(), accumulate ? 1 : 0, result);
}

template <class T>
void outer_gram(const Dense<T>& b, Dense<T>& result) {
  result.resize(b.rows(), b.rows());
  rank_update(true, b.rows(), b.columns(), 1, b.column(0), b.rows(), 0, result);
}

template <class T>
bool cholesky(Dense<T>& a) {
  const int n = size(a.rows());
  if constexpr (is_complex<T>)
    return LAPACKE_zpotrf_work(LAPACK_COL_MAJOR, 'L', n, a.column(0), n) == 0;
  else
    return LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'L', n, a.column(0), n) == 0;
}

template <class T>
void cholesky_solve(const Dense<T>& factor, Dense<T>& b) {
  const int n = size(factor.rows()), columns = size(b.columns());
  if constexpr (is_complex<T>)
    LAPACKE_zpotrs_work(LAPACK_COL_MAJOR, 'L', n, columns, factor.column(0), n, b.column(0), n);
  else
    LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, 'L', n, columns, factor.column(0), n, b.column(0), n);
}

template <class T>
void lower_solve(const Dense<T>& factor, Dense<T>& b) {
  const int n = size(factor.rows()), columns = size(b.columns());
  const auto call = [&](auto trsm, auto one) {
    trsm(CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, columns, one, factor.column(0), n,
         b.column(0), n);
  };
  if constexpr (is_complex<T>) {
    const Complex one = 1;
    call(cblas_ztrsm, static_cast<const void*>(&one));
  } else {
    call(cblas_dtrsm, 1.0);
  }
}

template <class T>
void cholesky_invert(Dense<T>& factor) {
  const int n = size(factor.rows());
  if constexpr (is_complex<T>)
    LAPACKE_zpotri_work(LAPACK_COL_MAJOR, 'L', n, factor.column(0), n);
  else
    LAPACKE_dpotri_work(LAPACK_COL_MAJOR, 'L', n, factor.column(0), n);
}

template <class T>
void lower_invert(Dense<T>& factor) {
  const int n = size(factor.rows());
  if constexpr (is_complex<T>)
    LAPACKE_ztrtri_work(LAPACK_COL_MAJOR, 'L', 'N', n, factor.column(0), n);
  else
    LAPACKE_dtrtri_work(LAPACK_COL_MAJOR, 'L', 'N', n, factor.column(0), n);
}

template <class T>
bool lu(Dense<T>& a, std::vector<int>& pivots) {
  const int n = size(a.rows());
  pivots.resize(a.rows());
  if constexpr (is_complex<T>)
    return LAPACKE_zgetrf_work(LAPACK_COL_MAJOR, n, n, a.column(0), n, pivots.data()) == 0;
  else
    return LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, n, n, a.column(0), n, pivots.data()) == 0;
}

template <class T>
void lu_solve(const Dense<T>& factor, const std::vector<int>& pivots, bool adjoint, Dense<T>& b) {
  const int n = size(factor.rows()), columns = size(b.columns());
  const char op = adjoint ? 'C' : 'N';
  if constexpr (is_complex<T>)
    LAPACKE_zgetrs_work(LAPACK_COL_MAJOR, op, n, columns, factor.column(0), n, pivots.data(), b.column(0), n);
  else
    LAPACKE_dgetrs_work(LAPACK_COL_MAJOR, op, n, columns, factor.column(0), n, pivots.data(), b.column(0), n);
}

template <class T>
void lu_invert(Dense<T>& factor, const std::vector<int>& pivots) {
  const int n = size(factor.rows()), length = 64 * n;  // 64: LAPACK's block size is at most that
  std::vector<T> work(static_cast<std::size_t>(length));
  if constexpr (is_complex<T>)
    LAPACKE_zgetri_work(LAPACK_COL_MAJOR, n, factor.column(0), n, pivots.data(), work.data(), length);
  else
    LAPACKE_dgetri_work(LAPACK_COL_MAJOR, n, factor.column(0), n, pivots.data(), work.data(), length);
}

#define FREEPENCIL_INSTANTIATE(T)                                                         \
  template void multiply(const Dense<T>&, bool, const Dense<T>&, bool, Dense<T>&);        \
  template void gram(const Dense<T>&, std::size_t, std::size_t, double, bool, Dense<T>&); \
  template void outer_gram(const Dense<T>&, Dense<T>&);                                   \
  template bool cholesky(Dense<T>&);                                                      \
  template void cholesky_solve(const Dense<T>&, Dense<T>&);                               \
  template void lower_solve(const Dense<T>&, Dense<T>&);                                  \
  template void cholesky_invert(Dense<T>&);                                               \
  template void lower_invert(Dense<T>&);                                                  \
  template bool lu(Dense<T>&, std::vector<int>&);                                         \
  template void lu_solve(const Dense<T>&, const std::vector<int>&, bool, Dense<T>&);      \
  template void lu_invert(Dense<T>&, const std::vector<int>&);

FREEPENCIL_INSTANTIATE(double)
FREEPENCIL_INSTANTIATE(Complex)

}  // namespace freepencil::blas
