// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/dyson_system.inl.hpp"
#include "dyson/evaluate.inl.hpp"
#include "dyson/jacobian.inl.hpp"
#include "dyson/second_moment.inl.hpp"

namespace freepencil {

template class DysonSystem<std::complex<double>>;

}  // namespace freepencil
