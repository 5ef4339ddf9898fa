// SPDX-License-Identifier: GPL-3.0-or-later
#include "solve/ladder.inl.hpp"

namespace freepencil {

template Ladder<Multi> climb(const DysonSystem<Multi>&, const Vector<Multi>&, int, int, int);

}  // namespace freepencil
