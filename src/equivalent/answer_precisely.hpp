// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/request.hpp>
#include <freepencil/solution.hpp>

#include "equivalent/precise.hpp"

namespace freepencil {

/// Fills a solution with the numbers of the request, from a point near the physical root: digits, derivatives, bounds.
/// The solution has no values and says why where they cannot be had.
template <class S>
void answer_precisely(const Model& model, const Equations& equations, const Ensemble& ensemble,
                      const PreciseStart<S>& start, const SolveRequest& request, Solution& solution);

extern template void answer_precisely(const Model&, const Equations&, const Ensemble&, const PreciseStart<Multi>&,
                                      const SolveRequest&, Solution&);
extern template void answer_precisely(const Model&, const Equations&, const Ensemble&,
                                      const PreciseStart<std::complex<Multi>>&, const SolveRequest&, Solution&);

}  // namespace freepencil
