// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/root.hpp"

#include "dyson/from_model.hpp"
#include "equivalent/parameter_families.hpp"

namespace freepencil {
namespace {

/// The unknowns of the reduced system at a solution of the full one.
template <class S>
Vector<S> restricted(const DysonSystem<S>& reduced, const DysonSystem<S>& full, const Vector<S>& g) {
  Vector<S> start(reduced.unknowns());
  for (int u = 0; u < reduced.unknowns(); ++u) {
    for (int v = 0; v < full.unknowns(); ++v) {
      if (full.unknown(v) == reduced.unknown(u)) start[u] = g[v];
    }
  }
  return start;
}

bool may_be_found_elsewhere(Status status) {
  return status == Status::Stalled || status == Status::WrongBranch || status == Status::IterationLimit;
}

}  // namespace

template <class S>
Root<S> find_root(const Model& model, const Equations& equations, const Ensemble& ensemble,
                  const SolveOptions& options) {
  const auto point = point_values<RealOf<S>>(model, ensemble);
  const auto guide = [&](const std::vector<Relation>* relations) {
    return SolveGuide<S>{{}, [&model, &equations, &ensemble, relations, &options] {
                           return parameter_families<S>(model, equations.linearization, ensemble, relations, options);
                         }};
  };
  const DysonSystem<S> system = dyson_system<S>(model, equations.linearization, point, &equations.relations);
  Root<S> root{solve(system, options, guide(&equations.relations))};
  if (!may_be_found_elsewhere(root.solved.status)) return root;
  const DysonSystem<S> full = dyson_system<S>(model, equations.linearization, point);
  DysonSolution<S> other = solve(full, options, guide(nullptr));
  if (other.status != Status::Converged) return root;
  root.solved = solve_from(system, restricted(system, full, other.g), options);
  if (root.solved.status != Status::Converged) root = {std::move(other), false};
  return root;
}

template Root<double> find_root(const Model&, const Equations&, const Ensemble&, const SolveOptions&);
template Root<std::complex<double>> find_root(const Model&, const Equations&, const Ensemble&, const SolveOptions&);

}  // namespace freepencil
