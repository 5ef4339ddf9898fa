// SPDX-License-Identifier: GPL-3.0-or-later
// Derivatives of the outputs with respect to a parameter, by implicit differentiation of the Dyson equation.
#pragma once

#include <optional>

#include "dyson/precise.hpp"
#include "equivalent/equations.hpp"
#include "laws/ensemble.hpp"

namespace freepencil {

/// From g = Phi(g, p) at the root g of `system`: (1 - L) g' = d Phi/dp and (1 - L) g''/2 = second order of Phi along
/// g + g' e, L = d Phi/dg; the outputs follow. One jet an output, in the current precision; nothing where the equation
/// changes its form at this point, so that there is no derivative.
template <class S>
[[nodiscard]] std::optional<std::vector<Jet<S>>> implicit_derivatives(const Model& model, const Equations& equations,
                                                                      const Ensemble& ensemble,
                                                                      const std::vector<Relation>* relations,
                                                                      const DysonSystem<S>& system, const Vector<S>& g,
                                                                      std::size_t parameter);

}  // namespace freepencil
