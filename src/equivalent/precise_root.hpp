// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/solution.hpp>
#include <optional>

#include "equivalent/precise.hpp"

namespace freepencil {

/// The physical root where double precision finds none, because the system is too ill-conditioned for it: the random
/// part is led from nothing to its strength in arithmetic of more and more digits.
template <class S>
[[nodiscard]] std::optional<PreciseStart<S>> find_precise_root(const Model& model, const Equations& equations,
                                                               const Ensemble& ensemble, const SolveOptions& options,
                                                               std::vector<SolveStep>& history);

extern template std::optional<PreciseStart<Multi>> find_precise_root(const Model&, const Equations&, const Ensemble&,
                                                                     const SolveOptions&, std::vector<SolveStep>&);
extern template std::optional<PreciseStart<std::complex<Multi>>> find_precise_root(const Model&, const Equations&,
                                                                                   const Ensemble&, const SolveOptions&,
                                                                                   std::vector<SolveStep>&);

}  // namespace freepencil
