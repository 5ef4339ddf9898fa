// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/from_model.inl.hpp"

namespace freepencil {

template DysonSystem<long double> dyson_system(const Model&, const Linearization&, const PointValues<long double>&,
                                               const std::vector<Relation>*);
template DysonSystem<std::complex<long double>> dyson_system(const Model&, const Linearization&,
                                                             const PointValues<long double>&,
                                                             const std::vector<Relation>*);

}  // namespace freepencil
