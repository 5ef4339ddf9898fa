// SPDX-License-Identifier: GPL-3.0-or-later
// Where Newton's method leaves the domain: least squares of Phi(g) - g in a trust region.
#pragma once

#include "solve/direct.hpp"

namespace freepencil {

/// A few averaged steps from `start`, then the least squares problem with every unknown in units of its own size,
/// within the bounds of `kept_signs`; Newton's method finishes. Complex unknowns are pairs of real ones. For double
/// precision and its complex numbers only: other scalars get a run without a root.
template <class S>
DirectRun<S> solve_in_trust_region(FixedPoint<S>& map, const Vector<S>& start, const SolveOptions& options,
                                   std::vector<SolveStep>& history);

extern template DirectRun<double> solve_in_trust_region(FixedPoint<double>&, const Vector<double>&, const SolveOptions&,
                                                        std::vector<SolveStep>&);
extern template DirectRun<std::complex<double>> solve_in_trust_region(FixedPoint<std::complex<double>>&,
                                                                      const Vector<std::complex<double>>&,
                                                                      const SolveOptions&, std::vector<SolveStep>&);

}  // namespace freepencil
