// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "estimators/description.hpp"
#include "estimators/json_object.hpp"

namespace freepencil::validation {

/// Reads and checks the text of a description; `name` is what its messages call it. Throws DescriptionError: the schema
/// is closed, so that a misspelt key cannot leave a default in force unnoticed.
[[nodiscard]] Description read_description(const std::string& name, const std::string& text);

}  // namespace freepencil::validation
