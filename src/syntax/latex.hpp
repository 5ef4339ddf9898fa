// SPDX-License-Identifier: GPL-3.0-or-later
// A user's LaTeX for a symbol: so little of it that it can be pasted into any formula.
#pragma once

#include "syntax/failure.hpp"

namespace freepencil::syntax {

/// The length of the fragment that begins at an offset and ends with its line or in front of a comment, blanks at its
/// end left out. It is made of letters, digits, commands, `_`, `^`, `'`, blanks and balanced braces; anything else is
/// a syntax error, and so is an empty one.
[[nodiscard]] std::size_t latex_length(const Context& context, std::size_t offset);

}  // namespace freepencil::syntax
