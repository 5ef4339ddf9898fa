// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "compare/reasoned.hpp"
#include "expr/model.hpp"

namespace freepencil {

struct EqualityProofOptions {
  std::set<std::size_t> fixed = {};   ///< parameters that are numbers: their values in the model
  std::size_t atom_letters = 0;       ///< parameters from this index on are weights and values of symbolic atoms
  std::string singular = "Singular";  ///< as a shell would find it
  double seconds = 20;                ///< looked at between the steps; only `singular` is stopped in the middle
};

struct EqualityProof {
  bool depends_on_sizes = false;  ///< it is one for the order of the sizes at the defaults of the model
  bool for_atoms = false;         ///< letters of atoms have a part in it: it is one for so many atoms
};

/// A proof of left == right by exact arithmetic, every parameter but the fixed ones being a letter: both sides are the
/// same function on the variety of all points (parameters, unknowns of the Dyson equation, roots) that are reached from
/// the defaults of the model (see docs/theory/claims.md). Else the reason why there is none, which is no refutation.
[[nodiscard]] Reasoned<EqualityProof> prove_equality(Model& model, ScalarId left, ScalarId right,
                                                     const EqualityProofOptions& options);

}  // namespace freepencil
