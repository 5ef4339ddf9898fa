// SPDX-License-Identifier: GPL-3.0-or-later
// The equations of a root in forms that suit interval arithmetic, with their derivatives.
#pragma once

#include <vector>

#include "compare/spectral_traces.hpp"
#include "expr/claim.hpp"

namespace freepencil {

struct RootForms {
  std::vector<std::uint32_t> unknowns;          ///< their indices into Model::quantities
  std::vector<ScalarId> equations;              ///< zero where those of the system are
  std::vector<std::vector<ScalarId>> jacobian;  ///< [equation][unknown]
  /// Zero where the equations are: of two polynomial equations the resultants, which have one unknown each. They say
  /// that there is no root near a corner of the domain at which both equations vanish.
  std::vector<ScalarId> consequences;
};

/// What is known of a parameter point that lets equations be divided.
struct RootFacts {
  std::vector<bool> positive;            ///< by unknown: zero is not in its domain, nor is what is below
  std::vector<std::uint32_t> vanishing;  ///< indices of the parameters that are zero
};

/// Three things are done to every equation. Factors that are powers of unknowns which cannot be zero are divided out,
/// and repeated factors are taken once: what is left has the same zeros in the domain. Factors of traces that depend on
/// the unknowns go under the trace, k*tr(Sigma*inv(Sigma + k*I)) = tr(k*Sigma*inv(Sigma + k*I)), and traces over one
/// space are added there: at an atom the function is a fraction in lowest terms, so that for k = infinity no infinity
/// is multiplied by zero.
[[nodiscard]] RootForms root_forms(SpectralTraces& traces, const RootSystem& system, const RootFacts& facts);

}  // namespace freepencil
