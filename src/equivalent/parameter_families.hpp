// SPDX-License-Identifier: GPL-3.0-or-later
// The systems that a model passes through while one of its parameters is led to its value.
#pragma once

#include <vector>

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"
#include "solve/family.hpp"

namespace freepencil {

/// One family for every parameter and every value that it can start from: those that the options name, else each
/// parameter whose large values, of either sign and within its declared range, make the random part small beside the
/// deterministic one, as those of a ridge do. The parameter falls by equal factors in equal times; where its own value
/// is zero or of the other sign, its distance from that value does. None for a model without such parameters.
///
/// `relations`: those of the system that is solved, or null where every trace is an unknown. All arguments must outlive
/// the families.
template <class S>
[[nodiscard]] std::vector<SystemFamily<S>> parameter_families(const Model& model, const Linearization& linearization,
                                                              const Ensemble& ensemble,
                                                              const std::vector<Relation>* relations,
                                                              const SolveOptions& options);

extern template std::vector<SystemFamily<double>> parameter_families(const Model&, const Linearization&,
                                                                     const Ensemble&, const std::vector<Relation>*,
                                                                     const SolveOptions&);
extern template std::vector<SystemFamily<std::complex<double>>> parameter_families(const Model&, const Linearization&,
                                                                                   const Ensemble&,
                                                                                   const std::vector<Relation>*,
                                                                                   const SolveOptions&);

}  // namespace freepencil
