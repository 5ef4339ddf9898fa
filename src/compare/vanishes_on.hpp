// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "numeric/polynomial.hpp"

namespace freepencil {

/// Polynomials whose zeros are looked at; `parameters` are variables that are algebraically independent there.
struct PolynomialIdeal {
  std::vector<Polynomial> generators;
  std::vector<Polynomial> nonzero;  ///< zeros of these are not looked at
  std::vector<char> parameters;     ///< by variable of the ring
};

/// Whether the polynomial vanishes wherever the generators do and no element of `nonzero` does, at generic parameters:
/// 1 is in the ideal of the generators and z*polynomial*nonzero - 1 over the functions of the parameters (Rabinowitsch
/// 1929). A Groebner basis by the program `singular` (https://www.singular.uni-kl.de) tells; false also where there is
/// no such program, or it takes longer than `seconds`.
[[nodiscard]] bool vanishes_on(const PolynomialIdeal& ideal, const Polynomial& polynomial, const std::string& singular,
                               double seconds);

}  // namespace freepencil
