// SPDX-License-Identifier: GPL-3.0-or-later
// Continuation in the strength of the random part: Q_s = F + sqrt(s) X from small s to s = 1.
#pragma once

#include <optional>

#include "solve/direct.hpp"

namespace freepencil {

/// Where F is invertible the second-moment operator at small s has a small radius, so that the traces of F^{-1} are a
/// start for Newton's method there; from then on see continue_along. Nothing where F is singular or the path ends,
/// which it does where zero enters the spectrum of Q_s on the way.
template <class S>
std::optional<Vector<S>> continue_in_strength(const DysonSystem<S>& system, const SolveOptions& options,
                                              std::vector<SolveStep>& history);

extern template std::optional<Vector<double>> continue_in_strength(const DysonSystem<double>&, const SolveOptions&,
                                                                   std::vector<SolveStep>&);
extern template std::optional<Vector<std::complex<double>>> continue_in_strength(
    const DysonSystem<std::complex<double>>&, const SolveOptions&, std::vector<SolveStep>&);

}  // namespace freepencil
