// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "dyson/from_model.inl.hpp"

namespace freepencil {

bool is_real(const Model& model, const Linearization& linearization) {
  const auto real = [&](ScalarId id) { return model.scalars->is_real(id); };
  const bool pencil = std::all_of(
      linearization.pencil.entries.begin(), linearization.pencil.entries.end(), [&](const PencilEntry& entry) {
        return real(entry.deterministic) && std::all_of(entry.random.begin(), entry.random.end(),
                                                        [&](const RandomTerm& term) { return real(term.coefficient); });
      });
  return pencil &&
         std::all_of(linearization.traces.begin(), linearization.traces.end(), [&](const TraceFunctional& trace) {
           return real(trace.deterministic) && std::all_of(trace.terms.begin(), trace.terms.end(),
                                                           [&](const TraceTerm& term) { return real(term.weight); });
         });
}

template DysonSystem<double> dyson_system(const Model&, const Linearization&, const Ensemble&);

}  // namespace freepencil
