// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "compare/reasoned.hpp"
#include "equivalent/derivation.hpp"
#include "laws/ensemble.hpp"
#include "numeric/ball.hpp"

namespace freepencil {

/// An equality of a claim as algebra: letters, equations between them, and a difference that is to vanish. All are
/// rational functions of Parameter, Unknown and Quantity leaves, and at the parameters of the model they hold for
/// `values`.
struct IdentitySystem {
  ScalarId difference{};                               ///< left - right
  std::vector<ScalarId> equations;                     ///< each is zero
  std::vector<Ball> parameters, unknowns, quantities;  ///< by leaf: what contains its value
  bool depends_on_sizes = false;                       ///< the equations are those for this order of the sizes
};

/// Outputs by the derivation, roots by their equations, derivatives by the implicit function theorem; every spectrum
/// written out, and every root of a letter a letter. The parameters in `fixed` are numbers, the others letters; the
/// point is that of the defaults, and values have so many digits. The reason where this cannot be: limits, the larger
/// of two numbers, traces of other than a few atoms, no formula, no certified value.
[[nodiscard]] Reasoned<IdentitySystem> identity_system(Model& model, ScalarId left, ScalarId right,
                                                       const std::set<std::size_t>& fixed, int digits);

}  // namespace freepencil
