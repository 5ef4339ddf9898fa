// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/ladder.inl.hpp"

namespace freepencil {

template Ladder<std::complex<Multi>> climb(const DysonSystem<std::complex<Multi>>&, const Vector<std::complex<Multi>>&,
                                           int, int, int);

}  // namespace freepencil
