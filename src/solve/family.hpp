// SPDX-License-Identifier: GPL-3.0-or-later
// Continuation along a family of systems, from one that is easy to the one that is asked.
#pragma once

#include <functional>
#include <optional>

#include "solve/direct.hpp"

namespace freepencil {

/// Systems with the same unknowns for t in [0,1]; the one at t = 1 is the question. Nothing where there is none.
template <class S>
using SystemFamily = std::function<std::optional<DysonSystem<S>>(const RealOf<S>& t)>;

/// The root at t = 1, from a point near the one at t = 0. Every root is the Newton start for the next t, extrapolated
/// from the two before it as a power of the parameter where the unknowns keep their signs. Steps grow where Newton's
/// method is quick and shrink where it is not. All roots on the way must have a branch radius below 1, so the path
/// cannot leave the physical branch unseen. Nothing where the path ends. Its steps carry `method` in the history.
template <class S>
std::optional<Vector<S>> continue_along(const SystemFamily<S>& family, const Vector<S>& start,
                                        const SolveOptions& options, SolveMethod method,
                                        std::vector<SolveStep>& history);

extern template std::optional<Vector<double>> continue_along(const SystemFamily<double>&, const Vector<double>&,
                                                             const SolveOptions&, SolveMethod, std::vector<SolveStep>&);
extern template std::optional<Vector<std::complex<double>>> continue_along(const SystemFamily<std::complex<double>>&,
                                                                           const Vector<std::complex<double>>&,
                                                                           const SolveOptions&, SolveMethod,
                                                                           std::vector<SolveStep>&);

}  // namespace freepencil
