// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/spectral_radius.inl.hpp"

namespace freepencil {

template double spectral_radius<double>(Matrix<double>);

}  // namespace freepencil
