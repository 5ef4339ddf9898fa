// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/precise_root.hpp"

#include "solve/strength_precise.hpp"

namespace freepencil {

template <class S>
std::optional<PreciseStart<S>> find_precise_root(const Model& model, const Equations& equations,
                                                 const Ensemble& ensemble, const SolveOptions& options,
                                                 std::vector<SolveStep>& history) {
  for (const int digits : {60, 240}) {
    const WorkingPrecision precision(digits);
    const auto at = point_values<Multi>(model, ensemble);
    for (const auto* relations : {&equations.relations, static_cast<const std::vector<Relation>*>(nullptr)}) {
      const auto system = dyson_system<S>(model, equations.linearization, at, relations);
      if (!system.finite() || !system.invertible()) return std::nullopt;
      if (auto g = continue_in_strength(system, options, history))
        return PreciseStart<S>{relations, std::move(*g), digits};
    }
  }
  return std::nullopt;
}

template std::optional<PreciseStart<Multi>> find_precise_root(const Model&, const Equations&, const Ensemble&,
                                                              const SolveOptions&, std::vector<SolveStep>&);
template std::optional<PreciseStart<std::complex<Multi>>> find_precise_root(const Model&, const Equations&,
                                                                            const Ensemble&, const SolveOptions&,
                                                                            std::vector<SolveStep>&);

}  // namespace freepencil
