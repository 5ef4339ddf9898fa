// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/solution.hpp>

#include "report/format.hpp"

namespace freepencil::report {

/// The outputs at one parameter point. The solution must have converged: there is no form for numbers that nobody
/// vouches for.
[[nodiscard]] std::string solve_report(const Context& context, const Solution& solution, Format format);

}  // namespace freepencil::report
