// SPDX-License-Identifier: GPL-3.0-or-later
// The equations of a derivation as polynomials.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "equivalent/eliminate.hpp"
#include "expr/rational_function.hpp"

namespace freepencil {

struct AlgebraicSystem {
  RationalFunctions functions;
  std::vector<Polynomial> equations;    ///< vanish at every solution
  std::vector<Polynomial> nonzero;      ///< irreducible denominators of the equations: these do not
  std::vector<std::size_t> quantities;  ///< ring variables, in the order of the request
  std::vector<std::size_t> eliminated;  ///< ring variables that are neither quantities nor functions of parameters
};

/// The equations that determine `quantities`, Unknown leaves as in Elimination::Quantity, or why they are not
/// algebraic.
[[nodiscard]] std::variant<AlgebraicSystem, EliminationFailure> algebraic_system(
    Model& model, const Derivation& derivation, const std::vector<ScalarId>& quantities);

}  // namespace freepencil
