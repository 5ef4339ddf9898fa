// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.inl.hpp"

namespace freepencil {

template PointTrace<double> every_block(const PointPencil<double>&);
template class FiniteSize<double>;

}  // namespace freepencil
