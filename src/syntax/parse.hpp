// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "syntax/ast.hpp"

namespace freepencil::syntax {

/// The tree of a whole .pencil file, or the first syntax error. Bounded in depth and length: no input makes it
/// overflow the stack or take more than linear time.
[[nodiscard]] Expected<Ast> parse(const Source& source);

/// One expression on its own (`--set lambda=1/10`).
[[nodiscard]] Expected<Expression> parse_expression(const Source& source);

/// One relation on its own (`--that 'bias == ...'`).
[[nodiscard]] Expected<Relation> parse_relation(const Source& source);

/// The lines of a claim on their own, at least one (`--that 'u = bias^2; u == ...'`).
[[nodiscard]] Expected<std::vector<ClaimItem>> parse_claim(const Source& source);

}  // namespace freepencil::syntax
