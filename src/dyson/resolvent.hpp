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
  };
  /// Of one thread: inputs and temporaries of a run of atoms.
  struct Workspace {
    std::vector<S> input, scratch;
  };
  std::vector<Space> spaces;
  Vector<S> all;    ///< the value of every trace that enters S
  Vector<S> image;  ///< what M makes of it
  std::vector<S> constants, sums;
  std::vector<Workspace> workers;
};

/// Where a block of M stands: the run number `slot` of a space.
struct BlockSlot {
  int space = 0;
  int slot = -1;  ///< -1: the block is zero or nobody asked for it
};

}  // namespace freepencil
