// SPDX-License-Identifier: GPL-3.0-or-later
// Which unknowns have a sign that the matrices force on them.
#pragma once

#include "dyson/dyson_system.hpp"

namespace freepencil {

/// By unknown: 1 or -1 where its real part cannot have the other sign for any matrices, else 0.
///
/// Let D be a diagonal matrix of real numbers, and the columns of Q in such an order that D Q = A + K with K* = -K and
/// A diagonal with a real part of one sign. Then Q^{-1} D^{-1} = (D Q)^{-1} has a Hermitian part of that sign, and so
/// has its limit: the traces of its diagonal blocks against functions that are not negative. So it is for a resolvent
/// of a positive matrix in its pencil [[l, Z'],[-Z, 1]], and not for one at a negative argument. D and the order are
/// looked for in every irreducible block of Q on its own; the random part, which must be a part of K, determines both.
template <class S>
[[nodiscard]] std::vector<int> kept_signs(const DysonSystem<S>& system);

extern template std::vector<int> kept_signs(const DysonSystem<double>&);
extern template std::vector<int> kept_signs(const DysonSystem<std::complex<double>>&);

}  // namespace freepencil
