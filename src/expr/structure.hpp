// SPDX-License-Identifier: GPL-3.0-or-later
// What an expression says, apart from the order in which an arena came to hold it.
#pragma once

#include <string>

#include "expr/scalar.hpp"

namespace freepencil {

/// Equal texts for equal expressions, of whatever arena: an order that does not depend on ids. Not made for reading.
[[nodiscard]] std::string structure(const Scalars& scalars, ScalarId id);

/// How much room the expression takes on paper, in characters or so: what a choice between forms of it goes by.
[[nodiscard]] std::size_t written_length(const Scalars& scalars, ScalarId id);

}  // namespace freepencil
