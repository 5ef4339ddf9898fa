// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/precise.inl.hpp"

namespace freepencil {

template PreciseValues<Multi> precise_values(const Model&, const Equations&, const Ensemble&,
                                             const PreciseStart<Multi>&, const SolveRequest&);

}  // namespace freepencil
