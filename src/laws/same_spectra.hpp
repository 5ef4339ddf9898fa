// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "laws/ensemble.hpp"

namespace freepencil {

/// `limit_ensemble` with the spectra of another point, for parameters that change no weight and no value of them.
[[nodiscard]] Expected<Ensemble> limit_ensemble(const Model& model, const ParameterPoint& point,
                                                const Ensemble& spectra);

}  // namespace freepencil
