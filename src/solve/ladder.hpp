// SPDX-License-Identifier: GPL-3.0-or-later
// Digits: Newton's method from a root in double precision, the precision doubled from step to step.
#pragma once

#include <string>
#include <vector>

#include "dyson/precise.hpp"

namespace freepencil {

template <class S>
struct Ladder {
  bool root = false;      ///< Newton's method arrived at the last precision
  std::string reason;     ///< one sentence unless root
  Vector<S> g;            ///< the unknowns, at the finest precision
  std::vector<S> traces;  ///< the wanted traces at g, in the finest precision
  std::vector<S> coarse;  ///< the same one rung below: other digits, another root; what differs bounds their error
  double residual = 0;    ///< max_k |Phi_k(g) - g_k| / max_k |g_k| at the finest precision; 0 below 1e-300
  double branch_radius = 0;
  /// Whether the radius is below one by more than 10^(-digits/3), which may be less than a double shows: at the edge of
  /// a spectrum, where it is one, the root is a double one and has half of the digits.
  bool physical = false;
  bool wrong = false;  ///< whether it is above one by as much
  int steps = 0;
};

/// The unknowns at `digits` decimal digits, and one further step at `finest` digits, at which the system is given and
/// which are to be the current precision. `start` is a point near the root; the lowest rung has `lowest` digits.
template <class S>
[[nodiscard]] Ladder<S> climb(const DysonSystem<S>& system, const Vector<S>& start, int digits, int finest,
                              int lowest = 34);

extern template Ladder<Multi> climb(const DysonSystem<Multi>&, const Vector<Multi>&, int, int, int);
extern template Ladder<std::complex<Multi>> climb(const DysonSystem<std::complex<Multi>>&,
                                                  const Vector<std::complex<Multi>>&, int, int, int);

}  // namespace freepencil
