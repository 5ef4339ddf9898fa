// SPDX-License-Identifier: GPL-3.0-or-later
// The forms of a curve that need all of it. Internal to this folder.
#pragma once

#include <freepencil/curve.hpp>

#include "report/format.hpp"

namespace freepencil::report {

[[nodiscard]] std::string curve_json(const Context& context, const Curve& curve);
/// A table with the rules of booktabs, numbers aligned at the decimal point, on several pages where it is long.
[[nodiscard]] std::string curve_latex(const Context& context, const Curve& curve);

}  // namespace freepencil::report
