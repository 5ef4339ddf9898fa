// SPDX-License-Identifier: GPL-3.0-or-later
// Scalar expressions as elements of a field: which are equal, and what is a short way to write one.
//
// Exact: an expression is a rational function of its leaves, of their roots, and of its other roots, exponentials and
// logarithms, which are taken for independent but for root^k = radicand.
#pragma once

#include "expr/scalar.hpp"

namespace freepencil {

/// The same function in the shortest of a few forms: one fraction in lowest terms, its parts factored, collected or
/// expanded; or what was given, where that is shorter still. Idempotent; depends on the structure of the expression
/// alone. What has no value (a division by zero) or would be too long to read comes back as it is.
[[nodiscard]] ScalarId simplify(Scalars& scalars, ScalarId id);

/// Whether the two are the same function. Throws std::length_error where the common denominator would be too long.
[[nodiscard]] bool equal(Scalars& scalars, ScalarId a, ScalarId b);

}  // namespace freepencil
