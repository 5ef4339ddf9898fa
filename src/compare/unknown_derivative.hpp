// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "compare/spectral_traces.hpp"
#include "expr/derivative.hpp"
#include "expr/rational_function.hpp"

namespace freepencil {

/// The derivative with respect to one unknown of a root, everything else being held: through traces, for
/// d tr f / dx = tr(df/dx), but not through other quantities.
class UnknownDerivative {
 public:
  /// `leaf` is the Quantity leaf of the unknown.
  UnknownDerivative(SpectralTraces& traces, ScalarId leaf) : traces_(traces), direct_(traces.scalars(), leaf) {}

  ScalarId operator()(ScalarId id);
  /// Of the function under a trace, in lowest terms.
  ScalarId of_function(std::uint32_t trace);

 private:
  SpectralTraces& traces_;
  Derivative direct_;
  std::unordered_map<ScalarId, ScalarId> known_;
};

/// The polynomial as an expression, ordered by its monomials in what may depend on unknowns: a coefficient is then one
/// number, and not `e - p*e`, of which intervals make nothing.
[[nodiscard]] ScalarId collected(Scalars& scalars, RationalFunctions& functions, const Polynomial& polynomial);

/// The expression as one fraction in lowest terms; the expression itself where that would be of absurd size.
[[nodiscard]] ScalarId lowest_terms(Scalars& scalars, ScalarId id);

}  // namespace freepencil
