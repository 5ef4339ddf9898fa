// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.inl.hpp"
#include "dyson/dyson_system.inl.hpp"
#include "dyson/evaluate.inl.hpp"
#include "dyson/from_model.inl.hpp"
#include "dyson/jacobian.inl.hpp"
#include "dyson/precise.hpp"
#include "dyson/second_moment.inl.hpp"
#include "dyson/spectral_radius.inl.hpp"

namespace freepencil {

template class BlockInverse<std::complex<Multi>>;
template class DysonSystem<std::complex<Multi>>;
template Multi spectral_radius(Matrix<std::complex<Multi>>);
template DysonSystem<std::complex<Multi>> dyson_system(const Model&, const Linearization&, const PointValues<Multi>&,
                                                       const std::vector<Relation>*);

}  // namespace freepencil
