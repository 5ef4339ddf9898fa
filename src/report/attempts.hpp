// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/solution.hpp>
#include <string>

namespace freepencil::report {

/// What the solver has tried, a line for every method in a row of steps: how many, the residual at the end, and the
/// branch radius of a root that was refused. Empty where nothing was tried.
[[nodiscard]] std::string attempts(const Solution& solution);

}  // namespace freepencil::report
