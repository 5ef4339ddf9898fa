// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/components.inl.hpp"

namespace freepencil {

template class Components<std::complex<double>>;

}  // namespace freepencil
