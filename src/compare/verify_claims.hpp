// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/diagnostic.hpp>
#include <freepencil/verification.hpp>
#include <map>

#include "expr/region.hpp"

namespace freepencil {

/// Every statement of every claim at random generic parameter points inside the declared ranges, spectra drawn as well:
/// the outputs by the solver, the closed forms by their definition, compared digit by digit. Identities between
/// matrices are tested in exact arithmetic. `text` has the places of the statements: the file, or what stands for the
/// last claim. Errors: a file or a point without meaning; ranges and assumptions in which no point is found.
[[nodiscard]] Expected<Verification> verify_claims(const ModelAt& model_at, const VerificationOptions& options);

}  // namespace freepencil
