// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/LU>

#include "dyson/spectral_radius.hpp"

namespace freepencil {
namespace detail {

/// Makes every row about as large as its column by a diagonal similarity (Osborne 1960). Near a degenerate point one
/// direction of a cycle is as small as the other is large, and powers would lose the smaller one to underflow.
template <class S>
void balance(Matrix<S>& T) {
  using std::sqrt;
  using Real = RealOf<S>;
  constexpr int most_sweeps = 32;
  bool changed = true;
  for (int sweep = 0; changed && sweep < most_sweeps; ++sweep) {
    changed = false;
    for (Eigen::Index i = 0; i < T.rows(); ++i) {
      Real row(0), column(0);
      for (Eigen::Index j = 0; j < T.rows(); ++j) {
        if (j == i) continue;
        row += Eigen::numext::abs(T(i, j));
        column += Eigen::numext::abs(T(j, i));
      }
      // Neither overflows; a difference up to this factor does no harm.
      if (row == Real(0) || column == Real(0) || (row <= 64 * column && column <= 64 * row)) continue;
      const Real factor = sqrt(row) / sqrt(column);
      T.row(i) /= S(factor);
      T.col(i) *= S(factor);
      changed = true;
    }
  }
}

/// T*T. Numbers that allocate are accumulated in place, and entries that vanish, most of them, are passed over.
template <class S>
Matrix<S> squared(const Matrix<S>& T) {
  if constexpr (std::is_trivially_copyable_v<S>) {
    return T * T;
  } else {
    const Eigen::Index n = T.rows();
    Matrix<S> result = Matrix<S>::Zero(n, n);
    for (Eigen::Index k = 0; k < n; ++k) {
      for (Eigen::Index j = 0; j < n; ++j) {
        if (T(k, j) == S(0)) continue;
        for (Eigen::Index i = 0; i < n; ++i) {
          if (T(i, k) != S(0)) Accumulate<S>::add(result(i, j), T(i, k), T(k, j));
        }
      }
    }
    return result;
  }
}

/// The eigenvalue of T next to one, by inverse iteration: near an interpolation threshold the radius is one up to
/// something smaller than what powers of T show.
template <class S>
RealOf<S> eigenvalue_next_to_one(const Matrix<S>& T, const RealOf<S>& estimate) {
  using std::abs;
  using Real = RealOf<S>;
  constexpr int most_steps = 60;
  const Eigen::PartialPivLU<Matrix<S>> inverse(Matrix<S>::Identity(T.rows(), T.rows()) - T);
  Vector<S> v = Vector<S>::Ones(T.rows());
  Real gap(1);
  for (int step = 0; step < most_steps; ++step) {
    v /= S(v.norm());
    const Vector<S> next = inverse.solve(v);
    if (!next.allFinite()) return estimate;
    const Real previous = gap;
    gap = 1 / Eigen::numext::real(v.dot(next));
    v = next;
    if (abs(gap - previous) <= Real(1e-6) * abs(gap)) return 1 - gap;
  }
  return estimate;
}

}  // namespace detail

template <class S>
RealOf<S> spectral_radius(Matrix<S> T) {
  using std::abs, std::exp, std::log;
  using Real = RealOf<S>;
  if (T.rows() == 0) return Real(0);
  if (T.rows() == 1) return Eigen::numext::abs(T(0, 0));
  if (!T.allFinite()) return Eigen::NumTraits<Real>::highest();
  detail::balance<S>(T);
  const Matrix<S> original = T;
  constexpr int max_squarings = 60;
  Real scale = T.norm();
  if (scale == Real(0)) return Real(0);
  Real log_norm = log(scale);  // of T^(2^k), which is exp(log_norm) times the T of the loop
  T /= S(scale);
  Real power(1), previous(0);
  for (int k = 0; k < max_squarings; ++k) {
    T = detail::squared<S>(T);
    scale = T.norm();
    if (scale == Real(0)) return Real(0);  // nilpotent
    T /= S(scale);
    // log |T^(2 * 2^k)| - log |T^(2^k)| = log_norm + log(scale)
    const Real radius = exp((log_norm + log(scale)) / power);
    if (k > 2 && abs(radius - previous) <= 4 * Eigen::NumTraits<Real>::epsilon() * radius) {
      previous = radius;
      break;
    }
    previous = radius;
    log_norm = 2 * log_norm + log(scale);
    power *= 2;
  }
  constexpr double close = 1e-10;
  return abs(previous - Real(1)) < Real(close) ? detail::eigenvalue_next_to_one<S>(original, previous) : previous;
}

}  // namespace freepencil
