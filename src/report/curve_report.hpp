// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <freepencil/curve.hpp>

#include "report/format.hpp"

namespace freepencil::report {

/// Whether rows of this format can be written before all of them are there.
[[nodiscard]] bool can_stream(Format format);

/// What stands before the rows, some rows, and what stands behind them; for formats that can be streamed. The context
/// has the parameters that are not swept.
[[nodiscard]] std::string curve_head(const Context& context, const Curve& curve, Format format);
[[nodiscard]] std::string curve_rows(const Curve& curve, std::size_t begin, std::size_t end, Format format);
[[nodiscard]] std::string curve_tail(const Curve& curve, Format format);

/// The whole curve; the same text as its pieces where these exist. A number that was not reached is an empty cell, a
/// dash or a null, never another number.
[[nodiscard]] std::string curve_report(const Context& context, const Curve& curve, Format format);

/// `threshold at phi = 1: n = d`
[[nodiscard]] std::string mark_text(const Curve& curve, const CurveMark& mark);
/// One line for every mark, and one for every reason why points have no value.
[[nodiscard]] std::vector<std::string> curve_remarks(const Curve& curve);

}  // namespace freepencil::report
