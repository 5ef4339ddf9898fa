// SPDX-License-Identifier: GPL-3.0-or-later
#include "montecarlo/kernels.hpp"

namespace freepencil::kernels {

template <class T>
void accumulate(T coefficient, Diagonal<T> left, const Dense<T>& a, bool adjoint, Diagonal<T> right, bool half,
                bool overwrite, std::size_t row, std::size_t column, Dense<T>& result) {
  const std::size_t rows = adjoint ? a.columns() : a.rows();
  const std::size_t columns = adjoint ? a.rows() : a.columns();
  const auto put = [&](T& target, T value) { target = overwrite ? value : target + value; };
  if (adjoint) {
    for_tiles(rows, columns, [&](std::size_t i0, std::size_t i1, std::size_t j0, std::size_t j1) {
      for (std::size_t j = j0; j < j1; ++j) {
        const T factor = coefficient * at(right, j);
        for (std::size_t i = half ? std::max(i0, j) : i0; i < i1; ++i) {
          put(result(row + i, column + j), factor * at(left, i) * conjugate(a(j, i)));
        }
      }
    });
    return;
  }
  for (std::size_t j = 0; j < columns; ++j) {
    const T factor = coefficient * at(right, j);
    const T* source = a.column(j);
    T* target = result.column(column + j) + row;
    if (left.empty()) {
      for (std::size_t i = half ? j : 0; i < rows; ++i) put(target[i], factor * source[i]);
    } else {
      for (std::size_t i = half ? j : 0; i < rows; ++i) put(target[i], factor * left[i] * source[i]);
    }
  }
}

template <class T>
void scale_rows(Diagonal<T> left, const Dense<T>& a, bool adjoint, Dense<T>& result) {
  if (adjoint) {
    result.resize(a.columns(), a.rows());
    for_tiles(result.rows(), result.columns(), [&](std::size_t i0, std::size_t i1, std::size_t j0, std::size_t j1) {
      for (std::size_t j = j0; j < j1; ++j) {
        for (std::size_t i = i0; i < i1; ++i) result(i, j) = at(left, i) * conjugate(a(j, i));
      }
    });
    return;
  }
  result.resize(a.rows(), a.columns());
  if (left.empty()) {
    std::ranges::copy(a.entries(), result.entries().begin());
    return;
  }
  for (std::size_t j = 0; j < a.columns(); ++j) {
    const T* source = a.column(j);
    T* target = result.column(j);
    for (std::size_t i = 0; i < a.rows(); ++i) target[i] = left[i] * source[i];
  }
}

template <class T>
void mirror(Dense<T>& a) {
  for_tiles(a.rows(), a.columns(), [&](std::size_t i0, std::size_t i1, std::size_t j0, std::size_t j1) {
    for (std::size_t j = j0; j < j1; ++j) {
      for (std::size_t i = i0; i < std::min(i1, j); ++i) a(i, j) = conjugate(a(j, i));
    }
  });
}

template <class T>
T pair_sum(Diagonal<T> left, const Dense<T>& a, bool adjoint_a, Diagonal<T> middle, const Dense<T>& b, bool adjoint_b) {
  // In terms of the stored matrix A the sum runs over its entries once, column by column:
  //   op(a) = A:   sum_ij left_i A_ij middle_j op(b)_ji;   op(a) = A*:  sum_ij middle_i conj(A_ij) left_j op(b)_ij.
  const Diagonal<T> rows = adjoint_a ? middle : left, columns = adjoint_a ? left : middle;
  const auto stored = [&](T x) { return adjoint_a ? conjugate(x) : x; };
  if (adjoint_a == adjoint_b) {
    T total = 0;
    for_tiles(a.rows(), a.columns(), [&](std::size_t i0, std::size_t i1, std::size_t j0, std::size_t j1) {
      for (std::size_t j = j0; j < j1; ++j) {
        T partial = 0;
        for (std::size_t i = i0; i < i1; ++i) partial += at(rows, i) * stored(a(i, j)) * stored(b(j, i));
        total += at(columns, j) * partial;
      }
    });
    return total;
  }
  // One sum a row, added up at the end: consecutive rows are independent, so that the loop vectorises as it stands.
  std::vector<T> sums(a.rows(), T(0));
  for (std::size_t j = 0; j < a.columns(); ++j) {
    const T factor = at(columns, j);
    const T *x = a.column(j), *y = b.column(j);
    if (adjoint_a) {
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += factor * conjugate(x[i]) * y[i];
    } else {
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += factor * x[i] * conjugate(y[i]);
    }
  }
  T total = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) total += at(rows, i) * sums[i];
  return total;
}

template <class T>
T half_pair_sum(Diagonal<T> left, const Dense<T>& a, Diagonal<T> middle, const Dense<T>& b) {
  // left_i a_ij middle_j b_ji and its mirror image left_j a_ji middle_i b_ij, with x = a_ij b_ji and conj(x) = a_ji
  // b_ij.
  std::vector<T> by_left(a.rows(), T(0)), by_middle(a.rows(), T(0));
  T total = 0;
  for (std::size_t j = 0; j < a.columns(); ++j) {
    const T left_j = at(left, j), middle_j = at(middle, j);
    const T *x = a.column(j), *y = b.column(j);
    total += left_j * middle_j * x[j] * y[j];
    for (std::size_t i = j + 1; i < by_left.size(); ++i) {
      const T product = x[i] * conjugate(y[i]);
      by_left[i] += middle_j * product;
      by_middle[i] += left_j * conjugate(product);
    }
  }
  for (std::size_t i = 0; i < by_left.size(); ++i) total += at(left, i) * by_left[i] + at(middle, i) * by_middle[i];
  return total;
}

#define FREEPENCIL_INSTANTIATE(T)                                                                                    \
  template void accumulate(T, Diagonal<T>, const Dense<T>&, bool, Diagonal<T>, bool, bool, std::size_t, std::size_t, \
                           Dense<T>&);                                                                               \
  template void scale_rows(Diagonal<T>, const Dense<T>&, bool, Dense<T>&);                                           \
  template void mirror(Dense<T>&);                                                                                   \
  template T pair_sum(Diagonal<T>, const Dense<T>&, bool, Diagonal<T>, const Dense<T>&, bool);                       \
  template T half_pair_sum(Diagonal<T>, const Dense<T>&, Diagonal<T>, const Dense<T>&);

FREEPENCIL_INSTANTIATE(double)
FREEPENCIL_INSTANTIATE(std::complex<double>)

}  // namespace freepencil::kernels
