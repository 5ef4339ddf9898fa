// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of JSON that the reports share. Internal to this folder.
#pragma once

#include <complex>
#include <nlohmann/json.hpp>

#include "report/format.hpp"

namespace freepencil::report {

using Json = nlohmann::ordered_json;

/// Null where the number is not finite.
[[nodiscard]] Json json_number(double value);
/// A number where the value is real by construction, `{"re": .., "im": ..}` where it is not.
[[nodiscard]] Json json_number(std::complex<double> value, bool real);
/// An object with `command`, `file` and `parameters`.
[[nodiscard]] Json json_heading(const Context& context);
/// The text of a whole document. Bytes that are not UTF-8 (in a file's name) are replaced, not refused.
[[nodiscard]] std::string json_text(const Json& document);

}  // namespace freepencil::report
