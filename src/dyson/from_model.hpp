// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil of a model at one parameter point.
#pragma once

#include "dyson/dyson_system.hpp"
#include "laws/ensemble.hpp"
#include "pencil/pencil.hpp"

namespace freepencil {

/// Whether every coefficient, function and weight is free of `i`, so that the point fits a real scalar.
[[nodiscard]] bool is_real(const Model& model, const Linearization& linearization);

template <class S>
[[nodiscard]] PointPencil<S> point_pencil(const Model& model, const Pencil& pencil, const Ensemble& ensemble);

template <class S>
[[nodiscard]] std::vector<PointTrace<S>> point_traces(const Model& model, const std::vector<TraceFunctional>& traces,
                                                      const Ensemble& ensemble);

/// The functions on the sides of random terms, the identity apart, in the order of their first use: what
/// PointPencil::functions holds the values of.
[[nodiscard]] std::vector<MatrixId> random_functions(const Model& model, const Pencil& pencil);

/// Wanted traces are in the order of Linearization::traces.
template <class S>
[[nodiscard]] DysonSystem<S> dyson_system(const Model& model, const Linearization& linearization,
                                          const Ensemble& ensemble);

extern template DysonSystem<double> dyson_system(const Model&, const Linearization&, const Ensemble&);
extern template DysonSystem<std::complex<double>> dyson_system(const Model&, const Linearization&, const Ensemble&);

}  // namespace freepencil
