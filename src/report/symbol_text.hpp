// SPDX-License-Identifier: GPL-3.0-or-later
// Names and words in the enhanced text of gnuplot. Internal to this folder.
#pragma once

#include <string>
#include <string_view>

namespace freepencil::report {

/// `lambda` as λ, `sigma0` and `sigma_0` with a subscript.
[[nodiscard]] std::string enhanced_name(std::string_view name);
/// Special characters as themselves.
[[nodiscard]] std::string enhanced_escape(std::string_view text);

}  // namespace freepencil::report
