// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.inl.hpp"
#include "dyson/dyson_system.inl.hpp"
#include "dyson/evaluate.inl.hpp"
#include "dyson/from_model.inl.hpp"
#include "dyson/jacobian.inl.hpp"
#include "dyson/precise.hpp"
#include "dyson/second_moment.inl.hpp"

namespace freepencil {

// Only what no comparison is made in: balls have no order.
template DysonSystem<Ball>::DysonSystem(PointPencil<Ball>, std::vector<PointTrace<Ball>>,
                                        std::optional<std::vector<TraceRelation<Ball>>>);
template bool DysonSystem<Ball>::evaluate(const Vector<Ball>&, Resolvent<Ball>&) const;
template bool DysonSystem<Ball>::evaluate(const Vector<Ball>&, const Component*, Resolvent<Ball>&) const;
template void DysonSystem<Ball>::phi(const Resolvent<Ball>&, Vector<Ball>&) const;
template Matrix<Ball> DysonSystem<Ball>::jacobian(const Resolvent<Ball>&) const;
template std::vector<Ball> DysonSystem<Ball>::traces(const Resolvent<Ball>&) const;
template std::vector<Matrix<Ball>> DysonSystem<Ball>::second_moment_operator(const Resolvent<Ball>&) const;
template DysonSystem<Ball> dyson_system(const Model&, const Linearization&, const PointValues<Ball>&,
                                        const std::vector<Relation>*);

}  // namespace freepencil
