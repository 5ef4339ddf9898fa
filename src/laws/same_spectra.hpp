// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "laws/ensemble.hpp"

namespace freepencil {

/// What points have in common whose parameters change no weight and no value of a spectrum.
struct SharedSpectra {
  Ensemble ensemble;                  ///< of any of the points
  std::vector<Condition> conditions;  ///< those that the parameters decide; the others hold at all points
};

[[nodiscard]] SharedSpectra shared_spectra(const Model& model, Ensemble ensemble);

/// `limit_ensemble` at one of these points.
[[nodiscard]] Expected<Ensemble> limit_ensemble(const Model& model, const ParameterPoint& point,
                                                const SharedSpectra& shared);

}  // namespace freepencil
