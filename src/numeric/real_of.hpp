// SPDX-License-Identifier: GPL-3.0-or-later
// Which real numbers belong to a scalar.
#pragma once

#include <Eigen/Core>

namespace freepencil {

/// double for std::complex<double>, S itself where S is real.
template <class S>
using RealOf = typename Eigen::NumTraits<S>::Real;

}  // namespace freepencil
