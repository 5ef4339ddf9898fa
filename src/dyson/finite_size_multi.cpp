// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.inl.hpp"
#include "dyson/finite_size_precise.hpp"

namespace freepencil {

template PointTrace<Multi> every_block(const PointPencil<Multi>&);
template class FiniteSize<Multi>;

}  // namespace freepencil
