// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.inl.hpp"

namespace freepencil {

template class BlockInverse<double>;

}  // namespace freepencil
