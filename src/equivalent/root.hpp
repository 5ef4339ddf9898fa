// SPDX-License-Identifier: GPL-3.0-or-later
// The physical root of a model's Dyson equation in double precision.
#pragma once

#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"
#include "solve/solve.hpp"

namespace freepencil {

template <class S>
struct Root {
  DysonSolution<S> solved;
  /// Whether `solved.g` belongs to the system with relations: averaging keeps the signs of all traces of the full one
  /// right, and finds roots that it misses.
  bool reduced = true;
};

/// The relations that belong to a root, as dyson_system wants them.
template <class S>
[[nodiscard]] const std::vector<Relation>* relations_of(const Equations& equations, const Root<S>& root) {
  return root.reduced ? &equations.relations : nullptr;
}

/// In the reduced system, and where that finds no solution, in the full one.
template <class S>
[[nodiscard]] Root<S> find_root(const Model& model, const Equations& equations, const Ensemble& ensemble,
                                const SolveOptions& options);

extern template Root<double> find_root(const Model&, const Equations&, const Ensemble&, const SolveOptions&);
extern template Root<std::complex<double>> find_root(const Model&, const Equations&, const Ensemble&,
                                                     const SolveOptions&);

}  // namespace freepencil
