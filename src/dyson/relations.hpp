// SPDX-License-Identifier: GPL-3.0-or-later
// Linear identities between the traces that enter a Dyson equation: blocks that vanish, that are equal, proportional or
// linearly dependent, transposes of each other, or traces that agree by cyclicity or a resolvent identity.
#pragma once

#include <vector>

#include "dyson/structure.hpp"
#include "pencil/pencil.hpp"

namespace freepencil {

/// traced = constant + sum of coefficient * other for normalised traces.
struct Relation {
  TracedBlock traced;
  ScalarId constant{};
  std::vector<std::pair<TracedBlock, ScalarId>> terms;
  bool exact = true;  ///< an identity in all matrices and parameters; false: one of the limits alone
};

/// The functions on the sides of random terms, the identity apart, in the order of their first use: weights of traced
/// blocks are pairs of these.
[[nodiscard]] std::vector<MatrixId> random_functions(const Model& model, const Pencil& pencil);

/// The pencil without its coefficients, at sizes with the given ratios; every coefficient counts as nonzero.
[[nodiscard]] PencilShape shape_of(const Model& model, const Linearization& linearization,
                                   const std::vector<double>& sizes);

/// The relations without their coefficients.
[[nodiscard]] std::vector<ShapeRelation> shapes_of(const std::vector<Relation>& relations);

/// Found by identity testing at random matrices over a prime field: the traces at several draws of the matrices are
/// linearly dependent at one draw of the parameters, the coefficients are recognised as rational multiples of monomials
/// in the parameters, and every identity is tested once more at other sizes, matrices and parameters. No relation
/// expresses a trace that another one uses. What is not recognised is left out. Traces whose equations are the same are
/// equal in the limit alone (see identical_equations.hpp).
[[nodiscard]] std::vector<Relation> find_relations(Model& model, const Linearization& linearization,
                                                   const std::vector<double>& sizes);

}  // namespace freepencil
