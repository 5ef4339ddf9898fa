// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dyson/spectral_radius.hpp"

namespace freepencil {

template <class S>
RealOf<S> spectral_radius(Matrix<S> T) {
  using std::abs, std::exp, std::log;
  using Real = RealOf<S>;
  if (T.rows() == 0) return Real(0);
  if (T.rows() == 1) return Eigen::numext::abs(T(0, 0));
  if (!T.allFinite()) return Eigen::NumTraits<Real>::highest();
  constexpr int max_squarings = 60;
  Real scale = T.norm();
  if (scale == Real(0)) return Real(0);
  Real log_norm = log(scale);  // of T^(2^k), which is exp(log_norm) times the T of the loop
  T /= S(scale);
  Real power(1), previous(0);
  for (int k = 0; k < max_squarings; ++k) {
    T = (T * T).eval();
    scale = T.norm();
    if (scale == Real(0)) return Real(0);  // nilpotent
    T /= S(scale);
    // log |T^(2 * 2^k)| - log |T^(2^k)| = log_norm + log(scale)
    const Real radius = exp((log_norm + log(scale)) / power);
    if (k > 2 && abs(radius - previous) <= 4 * Eigen::NumTraits<Real>::epsilon() * radius) return radius;
    previous = radius;
    log_norm = 2 * log_norm + log(scale);
    power *= 2;
  }
  return previous;
}

}  // namespace freepencil
