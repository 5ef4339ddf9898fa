// SPDX-License-Identifier: GPL-3.0-or-later
// The same root in extended precision, and what double precision makes of it: how many digits can be vouched for.
#pragma once

#include <vector>

#include "dyson/dyson_system.hpp"
#include "numeric/extended.hpp"

namespace freepencil {

template <class S>
struct Refinement {
  bool root = false;                        ///< Newton's method settled in extended precision
  double residual = 0;                      ///< max_k |Phi_k(g) - g_k| / max_k |g_k|
  double branch_radius = 0;                 ///< at the refined root
  std::vector<Extended<S>> traces;          ///< the wanted traces
  std::vector<RealOf<Extended<S>>> floors;  ///< below which a trace is rounding: what it cancels from, times epsilon
  std::vector<Extended<S>> previous;        ///< the same one Newton step earlier
  std::vector<S> coarse;  ///< the same after one Newton step in the precision of S from the refined root
};

/// Newton's method in extended precision from a root g in the precision of S. `coarse` differs from `traces` by the
/// rounding errors of S, amplified as the problem amplifies them; those of the extended precision are 2^11 times
/// smaller. `fine` is the same system in extended precision, made from exact numbers.
template <class S>
[[nodiscard]] Refinement<S> refine(const DysonSystem<Extended<S>>& fine, const DysonSystem<S>& system,
                                   const Vector<S>& g);

extern template Refinement<double> refine(const DysonSystem<long double>&, const DysonSystem<double>&,
                                          const Vector<double>&);
extern template Refinement<std::complex<double>> refine(const DysonSystem<std::complex<long double>>&,
                                                        const DysonSystem<std::complex<double>>&,
                                                        const Vector<std::complex<double>>&);

}  // namespace freepencil
