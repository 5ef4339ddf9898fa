// SPDX-License-Identifier: GPL-3.0-or-later
// How wide a formula will be set, without TeX. Internal to this folder.
#pragma once

#include <string_view>

namespace freepencil::report {

/// Points at a font of 10 points in display style, a little more rather than less. It knows the commands that this
/// program writes; others count as one letter.
[[nodiscard]] double latex_points(std::string_view formula);

}  // namespace freepencil::report
