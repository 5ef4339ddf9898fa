// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.inl.hpp"

namespace freepencil {

template PointTrace<std::complex<double>> every_block(const PointPencil<std::complex<double>>&);
template class FiniteSize<std::complex<double>>;

}  // namespace freepencil
