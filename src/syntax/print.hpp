// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "syntax/ast.hpp"

namespace freepencil::syntax {

/// The canonical form of a file: parsing it gives an equal tree, and printing that gives the same text.
[[nodiscard]] std::string print(const Ast& ast);
[[nodiscard]] std::string print(const Expression& expression);

}  // namespace freepencil::syntax
