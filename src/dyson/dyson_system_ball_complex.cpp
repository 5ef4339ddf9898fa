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
template DysonSystem<std::complex<Ball>>::DysonSystem(PointPencil<std::complex<Ball>>,
                                                      std::vector<PointTrace<std::complex<Ball>>>,
                                                      std::optional<std::vector<TraceRelation<std::complex<Ball>>>>);
template bool DysonSystem<std::complex<Ball>>::evaluate(const Vector<std::complex<Ball>>&,
                                                        Resolvent<std::complex<Ball>>&) const;
template bool DysonSystem<std::complex<Ball>>::evaluate(const Vector<std::complex<Ball>>&, const Component*,
                                                        Resolvent<std::complex<Ball>>&) const;
template void DysonSystem<std::complex<Ball>>::phi(const Resolvent<std::complex<Ball>>&,
                                                   Vector<std::complex<Ball>>&) const;
template Matrix<std::complex<Ball>> DysonSystem<std::complex<Ball>>::jacobian(
    const Resolvent<std::complex<Ball>>&) const;
template std::vector<std::complex<Ball>> DysonSystem<std::complex<Ball>>::traces(
    const Resolvent<std::complex<Ball>>&) const;
template std::vector<Matrix<std::complex<Ball>>> DysonSystem<std::complex<Ball>>::second_moment_operator(
    const Resolvent<std::complex<Ball>>&) const;
template DysonSystem<std::complex<Ball>> dyson_system(const Model&, const Linearization&, const PointValues<Ball>&,
                                                      const std::vector<Relation>*);

}  // namespace freepencil
