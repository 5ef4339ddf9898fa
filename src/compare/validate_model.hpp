// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/solution.hpp>
#include <freepencil/validation.hpp>

#include "laws/ensemble.hpp"

namespace freepencil {

/// |z| up to which theory and simulation are said to agree.
inline constexpr double agreement_z = 4;
/// |z| from which the theory is refuted; between the two nothing is decided.
inline constexpr double refutation_z = 5;
/// A standard error above this fraction of the theory cannot tell a right formula from a wrong one.
inline constexpr double coarsest_resolution = 0.05;

[[nodiscard]] Verdict judge(double theory, double z, double standard_error);

/// Simulates the expressions at the given sizes and holds the limit, evaluated at the same realised sizes and spectra,
/// against them. Without `status` Converged there are no outputs: the solver failed, or a matrix of the simulation was
/// singular. Errors: bad sizes, a parameter point without meaning.
[[nodiscard]] Expected<Validation> validate_model(Model& model, const ParameterPoint& point,
                                                  const ValidationOptions& options);

}  // namespace freepencil
