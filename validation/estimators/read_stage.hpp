// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "estimators/description.hpp"
#include "estimators/json_object.hpp"

namespace freepencil::validation {

/// Finds a column of the spectrum by the name that stands at a place.
using FindColumn = std::function<Column(const JsonValue& name)>;

[[nodiscard]] Teacher read_teacher(const JsonValue& value, bool has_second_truth);
[[nodiscard]] Stage read_stage(const JsonValue& value, const FindColumn& column, bool has_second_truth);

}  // namespace freepencil::validation
