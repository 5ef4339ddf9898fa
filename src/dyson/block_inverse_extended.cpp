// SPDX-License-Identifier: GPL-3.0-or-later
#include "dyson/block_inverse.inl.hpp"

namespace freepencil {

template class BlockInverse<long double>;
template class BlockInverse<std::complex<long double>>;

}  // namespace freepencil
