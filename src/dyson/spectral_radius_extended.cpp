// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/spectral_radius.inl.hpp"

namespace freepencil {

template long double spectral_radius<long double>(Matrix<long double>);
template long double spectral_radius<std::complex<long double>>(Matrix<std::complex<long double>>);

}  // namespace freepencil
