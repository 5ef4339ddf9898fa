// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/spectral_radius.inl.hpp"

namespace freepencil {

template double spectral_radius<std::complex<double>>(Matrix<std::complex<double>>);

}  // namespace freepencil
