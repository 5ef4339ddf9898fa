// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/whole_root.hpp"

#include <algorithm>

#include "equivalent/finite_size.inl.hpp"

namespace freepencil {

template <class S>
DysonSolution<S> solve_whole(const Model& model, const Equations& equations, const Ensemble& ensemble,
                             const SolveOptions& options) {
  const auto at = point_values<RealOf<S>>(model, ensemble);
  const auto whole = detail::whole_system<S>(model, equations.linearization, at);
  const auto reduced = dyson_system<S>(model, equations.linearization, at, &equations.relations);
  const DysonSolution<S> known = solve(reduced, options);
  Resolvent<S> M;
  if (known.status == Status::Converged && reduced.evaluate(known.g, M)) {
    const auto& traces = reduced.structure().unknowns;
    Vector<S> start(whole.unknowns());
    bool complete = true;
    for (int u = 0; u < whole.unknowns(); ++u) {
      const auto found = std::find(traces.begin(), traces.end(), whole.unknown(u));
      complete = complete && found != traces.end();
      if (complete) start[u] = M.all[found - traces.begin()];
    }
    if (complete) {
      DysonSolution<S> solution = solve_from(whole, start, options);
      if (solution.status == Status::Converged) return solution;
    }
  }
  return solve(whole, options);
}

template DysonSolution<double> solve_whole(const Model&, const Equations&, const Ensemble&, const SolveOptions&);
template DysonSolution<std::complex<double>> solve_whole(const Model&, const Equations&, const Ensemble&,
                                                         const SolveOptions&);

}  // namespace freepencil
