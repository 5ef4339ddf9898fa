// SPDX-License-Identifier: GPL-3.0-or-later
// The blocks of M = (F - S)^{-1} at every atom of every space, and the traces of their products.
#pragma once

#include <vector>

#include "dyson/linear_algebra.hpp"

namespace freepencil {

/// Filled by DysonSystem::evaluate; kept between calls so that an evaluation allocates nothing.
template <class S>
struct Resolvent {
  struct Space {
    std::size_t atoms = 0;
    std::vector<S> blocks;  ///< one run of `atoms` values after the other
    [[nodiscard]] const S* values(int slot) const { return blocks.data() + static_cast<std::size_t>(slot) * atoms; }

    std::vector<S> constants, input, scratch;  ///< workspace of the inversion
  };
  std::vector<Space> spaces;
  std::vector<Space> followers;  ///< workspace for the traces that others determine
  Vector<S> all;                 ///< the value of every trace that enters S
};

/// Where a block of M stands: the run number `slot` of a space.
struct BlockSlot {
  int space = 0;
  int slot = -1;  ///< -1: the block is zero or nobody asked for it
};

}  // namespace freepencil
