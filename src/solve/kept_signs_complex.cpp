// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/kept_signs.inl.hpp"

namespace freepencil {

template std::vector<int> kept_signs(const DysonSystem<std::complex<double>>&);

}  // namespace freepencil
