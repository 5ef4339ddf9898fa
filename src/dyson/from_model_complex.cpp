// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/from_model.inl.hpp"

namespace freepencil {

template DysonSystem<std::complex<double>> dyson_system(const Model&, const Linearization&, const PointValues<double>&,
                                                        const std::vector<Relation>*);

}  // namespace freepencil
