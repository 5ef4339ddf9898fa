// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "syntax/parse.hpp"

namespace freepencil::syntax {

/// The structure of an expression with every bracket written: `(sum +a -(power b 2))`.
[[nodiscard]] std::string shape(const Expression& e);
/// The same of a text; an error gives `error: message`.
[[nodiscard]] std::string shape(const std::string& text);

/// The rendered first error of a text, or nothing.
[[nodiscard]] std::string error_of(const std::string& text);

/// A text with its tree; a failing test where it has errors.
struct Parsed {
  explicit Parsed(std::string text);
  Source source;
  Ast ast;
};

}  // namespace freepencil::syntax
