// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/optimum.hpp>

#include "report/format.hpp"

namespace freepencil::report {

/// The optimum as text or JSON. It must have converged: there is no form for numbers that nobody vouches for.
[[nodiscard]] std::string optimum_report(const Context& context, const Optimum& optimum, Format format);

}  // namespace freepencil::report
