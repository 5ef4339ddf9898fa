// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/finite_size.inl.hpp"

namespace freepencil {

template class FiniteSize<long double>;
template class FiniteSize<std::complex<long double>>;

}  // namespace freepencil
