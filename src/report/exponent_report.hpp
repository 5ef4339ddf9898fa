// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/exponent.hpp>

#include "report/format.hpp"

namespace freepencil::report {

/// Regimes and crossovers as text or JSON. The scaling must have converged.
[[nodiscard]] std::string exponent_report(const Context& context, const Scaling& scaling, Format format);

}  // namespace freepencil::report
