// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.inl.hpp"
#include "dyson/dyson_system.inl.hpp"
#include "dyson/evaluate.inl.hpp"
#include "dyson/from_model.inl.hpp"
#include "dyson/precise.hpp"

namespace freepencil {

// The derivative of the map is needed at the value alone, which has systems of its own.
template DysonSystem<Jet<std::complex<Multi>>>::DysonSystem(
    PointPencil<Jet<std::complex<Multi>>>, std::vector<PointTrace<Jet<std::complex<Multi>>>>,
    std::optional<std::vector<TraceRelation<Jet<std::complex<Multi>>>>>);
template bool DysonSystem<Jet<std::complex<Multi>>>::evaluate(const Vector<Jet<std::complex<Multi>>>&,
                                                              Resolvent<Jet<std::complex<Multi>>>&) const;
template void DysonSystem<Jet<std::complex<Multi>>>::phi(const Resolvent<Jet<std::complex<Multi>>>&,
                                                         Vector<Jet<std::complex<Multi>>>&) const;
template std::vector<Jet<std::complex<Multi>>> DysonSystem<Jet<std::complex<Multi>>>::traces(
    const Resolvent<Jet<std::complex<Multi>>>&) const;
template DysonSystem<Jet<std::complex<Multi>>> dyson_system(const Model&, const Linearization&,
                                                            const PointValues<Jet<Multi>>&,
                                                            const std::vector<Relation>*);

}  // namespace freepencil
