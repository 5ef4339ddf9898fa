// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/LU>

#include "equivalent/implicit_derivatives.hpp"
#include "equivalent/output_values.hpp"

namespace freepencil {
template <class S>
std::optional<std::vector<Jet<S>>> implicit_derivatives(const Model& model, const Equations& equations,
                                                        const Ensemble& ensemble,
                                                        const std::vector<Relation>* relations,
                                                        const DysonSystem<S>& system, const Vector<S>& g,
                                                        std::size_t parameter) {
  using Real = RealOf<S>;
  auto parameters = parameter_values<Jet<Real>>(ensemble);
  parameters[parameter].first = Real(1);
  const auto at = point_values<Jet<Real>>(model, ensemble, parameters);
  const DysonSystem<Jet<S>> along = dyson_system<Jet<S>>(model, equations.linearization, at, relations);
  const Eigen::Index n = g.size();
  if (!along.finite() || !along.invertible() || along.unknowns() != n) return std::nullopt;
  for (int u = 0; u < n; ++u) {
    if (along.unknown(u) != system.unknown(u)) return std::nullopt;
  }
  Vector<Jet<S>> x(n);
  for (Eigen::Index k = 0; k < n; ++k) x[k] = Jet<S>(S(g[k]));
  Resolvent<Jet<S>> M;
  if (n > 0) {
    Resolvent<S> here;
    if (!system.evaluate(g, here)) return std::nullopt;
    const Eigen::PartialPivLU<Matrix<S>> response(Matrix<S>::Identity(n, n) - system.jacobian(here));
    Vector<Jet<S>> image;
    for (S Jet<S>::*const order : {&Jet<S>::first, &Jet<S>::second}) {
      if (!along.evaluate(x, M)) return std::nullopt;
      along.phi(M, image);
      Vector<S> source(n);
      for (Eigen::Index k = 0; k < n; ++k) source[k] = image[k].*order - x[k].*order;
      const Vector<S> change = response.solve(source);
      for (Eigen::Index k = 0; k < n; ++k) x[k].*order += change[k];
    }
  }
  if (!along.evaluate(x, M)) return std::nullopt;
  return output_values<Jet<S>>(model, at, along.traces(M));
}

}  // namespace freepencil
