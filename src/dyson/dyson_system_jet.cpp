// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.inl.hpp"
#include "dyson/dyson_system.inl.hpp"
#include "dyson/evaluate.inl.hpp"
#include "dyson/from_model.inl.hpp"
#include "dyson/precise.hpp"

namespace freepencil {

// The derivative of the map is needed at the value alone, which has systems of its own.
template DysonSystem<Jet<Multi>>::DysonSystem(PointPencil<Jet<Multi>>, std::vector<PointTrace<Jet<Multi>>>,
                                              std::optional<std::vector<TraceRelation<Jet<Multi>>>>);
template bool DysonSystem<Jet<Multi>>::evaluate(const Vector<Jet<Multi>>&, Resolvent<Jet<Multi>>&) const;
template void DysonSystem<Jet<Multi>>::phi(const Resolvent<Jet<Multi>>&, Vector<Jet<Multi>>&) const;
template std::vector<Jet<Multi>> DysonSystem<Jet<Multi>>::traces(const Resolvent<Jet<Multi>>&) const;
template DysonSystem<Jet<Multi>> dyson_system(const Model&, const Linearization&, const PointValues<Jet<Multi>>&,
                                              const std::vector<Relation>*);

}  // namespace freepencil
