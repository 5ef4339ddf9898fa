// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.inl.hpp"

namespace freepencil {

template PointTrace<long double> every_block(const PointPencil<long double>&);
template PointTrace<std::complex<long double>> every_block(const PointPencil<std::complex<long double>>&);
template class FiniteSize<long double>;
template class FiniteSize<std::complex<long double>>;

}  // namespace freepencil
