// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace freepencil::report {

/// A number in two columns `r@{}l` that meet at its decimal point.
[[nodiscard]] std::string latex_at_point(const std::string& text);

}  // namespace freepencil::report
