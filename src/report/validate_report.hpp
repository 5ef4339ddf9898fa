// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/validation.hpp>
#include <string_view>

#include "report/format.hpp"

namespace freepencil::report {

/// `agrees`, `refuted`, `undecided`
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

/// Theory against simulation. Text has a table over the sizes for every output, CSV a row for every output and size;
/// LaTeX and Markdown have a row for every output. The solver must have converged, as for solve_report.
[[nodiscard]] std::string validate_report(const Context& context, const Validation& validation, Format format);

}  // namespace freepencil::report
