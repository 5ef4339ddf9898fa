// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/certified_unknowns.hpp"

#include <algorithm>

#include "certify/certify.hpp"
#include "dyson/precise.hpp"
#include "numeric/multi_of.hpp"
#include "solve/full_step.hpp"
#include "solve/round_system.hpp"
#include "solve/solve.hpp"

namespace freepencil {
namespace {

/// The pencil that the derivation is of, and the relations between its traces.
struct System {
  Linearization linearization;
  std::vector<Relation> relations;
};

System system_of(Model& model, const Ensemble& ensemble) {
  const std::vector<bool> needed = model.needed_traces();
  std::vector<MatrixId> wanted;
  for (std::size_t t = 0; t < needed.size(); ++t) {
    if (needed[t]) wanted.push_back(model.traces[t]);
  }
  System system{linearize(model, wanted), {}};
  system.relations = find_relations(model, system.linearization, ensemble.sizes);
  return system;
}

/// The traces that enter S, in the order of the structure: a root in double precision, improved by Newton's method.
/// Empty where there is none.
Vector<Multi> all_traces(const Model& model, const System& system, const Ensemble& ensemble, int digits,
                         std::vector<TracedBlock>& names) {
  const auto coarse = dyson_system<double>(model, system.linearization, ensemble, &system.relations);
  if (!coarse.invertible() || !coarse.finite()) return {};
  const DysonSolution<double> solved = solve(coarse);
  if (solved.status != Status::Converged) return {};
  const auto fine =
      dyson_system<Multi>(model, system.linearization, point_values<Multi>(model, ensemble), &system.relations);
  FixedPoint<Multi> map(fine);
  Iterate<Multi> iterate;
  if (!map.evaluate(to_multi(solved.g), iterate)) return {};
  for (int known = 7; known < digits; known *= 2) (void)detail::full_newton_step(map, iterate);
  Resolvent<Multi> M;
  if (!fine.evaluate(iterate.g, M)) return {};
  names = fine.structure().unknowns;
  return M.all;
}

std::ptrdiff_t index_of(const std::vector<TracedBlock>& sorted, const TracedBlock& traced) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), traced);
  return at == sorted.end() || *at != traced ? -1 : at - sorted.begin();
}

}  // namespace

std::variant<std::vector<Ball>, std::string> certified_unknowns(Model& model, const Derivation& derivation,
                                                                const Ensemble& ensemble, int digits) {
  const System system = system_of(model, ensemble);
  if (!is_real(model, system.linearization)) return "the expressions are complex";
  constexpr int guard_digits = 30;
  const WorkingPrecision working(digits + guard_digits);
  std::vector<TracedBlock> names;
  const Vector<Multi> traces = all_traces(model, system, ensemble, digits + guard_digits, names);
  if (names.empty() && !derivation.unknowns.empty()) return "the solver finds no solution";

  // No relation is taken for granted: the enclosed equation is the whole one.
  const std::vector<Relation> none;
  const auto enclosed = dyson_system<Ball>(model, system.linearization, point_values<Ball>(model, ensemble), &none);
  if (!enclosed.invertible() || !enclosed.finite()) return "a coefficient cannot be enclosed";
  Vector<Multi> centre(enclosed.unknowns());
  for (int u = 0; u < enclosed.unknowns(); ++u) {
    const auto at = index_of(names, enclosed.unknown(u));
    if (at < 0) return "the enclosed equation has other unknowns than the solved one";
    centre[u] = traces[at];
  }
  const Certificate<Ball> certificate = certify<Ball>(enclosed, centre);
  if (!certificate.proved()) return certificate.reason;
  Resolvent<Ball> M;
  if (!enclosed.evaluate(certificate.g, M)) return "an inverse cannot be enclosed";
  std::vector<Ball> values;
  for (const Derivation::Unknown& unknown : derivation.unknowns) {
    const auto at = index_of(enclosed.structure().unknowns, unknown.traced);
    if (at < 0) return "the enclosed equation has other unknowns than the derivation";
    values.push_back(unknown.negated ? -M.all[at] : M.all[at]);
  }
  return values;
}

}  // namespace freepencil
