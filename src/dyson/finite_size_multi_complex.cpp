// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.inl.hpp"
#include "dyson/finite_size_precise.hpp"

namespace freepencil {

template PointTrace<std::complex<Multi>> every_block(const PointPencil<std::complex<Multi>>&);
template class FiniteSize<std::complex<Multi>>;

}  // namespace freepencil
