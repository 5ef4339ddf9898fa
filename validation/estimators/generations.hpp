// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "estimators/description.hpp"

namespace freepencil::validation {

/// One trial at one size: draws the truth, runs all stages, and returns the excess test error after the last fit,
/// E (prediction - x'w0)^2 over new x ~ N(0, Sigma), that is |Sigma^(1/2) (w - w0)|^2 for linear models.
[[nodiscard]] double excess_error(const Description& description, std::uint64_t seed, std::int64_t n,
                                  std::int64_t trial);

}  // namespace freepencil::validation
