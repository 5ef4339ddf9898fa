// SPDX-License-Identifier: GPL-3.0-or-later
#include "equivalent/precise.inl.hpp"

namespace freepencil {

template PreciseValues<std::complex<Multi>> precise_values(const Model&, const Equations&, const Ensemble&,
                                                           const PreciseStart<std::complex<Multi>>&,
                                                           const SolveRequest&);

}  // namespace freepencil
