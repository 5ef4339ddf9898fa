// SPDX-License-Identifier: GPL-3.0-or-later
// The pencil of a model at one parameter point.
#pragma once

#include "dyson/dyson_system.hpp"
#include "dyson/relations.hpp"
#include "laws/point_values.hpp"
#include "pencil/pencil.hpp"

namespace freepencil {

/// Whether every coefficient, function and weight is free of `i`, so that the point fits a real scalar.
[[nodiscard]] bool is_real(const Model& model, const Linearization& linearization);

template <class S>
[[nodiscard]] PointPencil<S> point_pencil(const Model& model, const Pencil& pencil, const PointValues<RealOf<S>>& at);

template <class S>
[[nodiscard]] std::vector<PointTrace<S>> point_traces(const Model& model, const std::vector<TraceFunctional>& traces,
                                                      const PointValues<RealOf<S>>& at);

/// The relations with numbers for coefficients.
template <class S>
[[nodiscard]] std::vector<TraceRelation<S>> point_relations(const Model& model, const std::vector<Relation>& relations,
                                                            const PointValues<RealOf<S>>& at);

/// Wanted traces are in the order of Linearization::traces. Without relations every trace that enters the equation is
/// an unknown.
template <class S>
[[nodiscard]] DysonSystem<S> dyson_system(const Model& model, const Linearization& linearization,
                                          const PointValues<RealOf<S>>& at,
                                          const std::vector<Relation>* relations = nullptr);

/// The same in the precision of double.
template <class S>
[[nodiscard]] DysonSystem<S> dyson_system(const Model& model, const Linearization& linearization,
                                          const Ensemble& ensemble, const std::vector<Relation>* relations = nullptr) {
  return dyson_system<S>(model, linearization, point_values<RealOf<S>>(model, ensemble), relations);
}

extern template DysonSystem<double> dyson_system(const Model&, const Linearization&, const PointValues<double>&,
                                                 const std::vector<Relation>*);
extern template DysonSystem<std::complex<double>> dyson_system(const Model&, const Linearization&,
                                                               const PointValues<double>&,
                                                               const std::vector<Relation>*);
extern template DysonSystem<long double> dyson_system(const Model&, const Linearization&,
                                                      const PointValues<long double>&, const std::vector<Relation>*);
extern template DysonSystem<std::complex<long double>> dyson_system(const Model&, const Linearization&,
                                                                    const PointValues<long double>&,
                                                                    const std::vector<Relation>*);

}  // namespace freepencil
