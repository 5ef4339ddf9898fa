// SPDX-License-Identifier: GPL-3.0-or-later
// The term of order 1/n in numbers of any precision.
#pragma once

#include "dyson/finite_size.hpp"
#include "dyson/precise.hpp"

namespace freepencil {

extern template PointTrace<Multi> every_block(const PointPencil<Multi>&);
extern template PointTrace<std::complex<Multi>> every_block(const PointPencil<std::complex<Multi>>&);
extern template class FiniteSize<Multi>;
extern template class FiniteSize<std::complex<Multi>>;

}  // namespace freepencil
