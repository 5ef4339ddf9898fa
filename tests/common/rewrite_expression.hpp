// SPDX-License-Identifier: GPL-3.0-or-later
// Other ways to write an expression that change nothing of what it is.
#pragma once

#include "common/random_expression.hpp"

namespace freepencil::test {

enum class Rewriting {
  Expand,         // (A + B)*C = A*C + B*C, and from the left; (c*A)*B = c*(A*B)
  Regroup,        // (A*B)*C = A*(B*C)
  InvertTwice,    // A = inv(inv(A)) for arguments and values of inverses
  AddNothing,     // A = A - A + A
  Cancel,         // A = A*inv(Q)*Q and inv(Q)*Q*A, Q = X'*X + 3/2*I or X*X' + 3/2*I with X random
  TransposeTwice  // A = A''
};
inline constexpr std::array<Rewriting, 6> all_rewritings = {Rewriting::Expand,      Rewriting::Regroup,
                                                            Rewriting::InvertTwice, Rewriting::AddNothing,
                                                            Rewriting::Cancel,      Rewriting::TransposeTwice};

/// The rule where it applies first, wherever else it applies with probability 1/`rarity`.
[[nodiscard]] ExpressionPtr rewrite(const ExpressionPtr& node, Rewriting rule, std::mt19937_64& engine,
                                    unsigned rarity = 2);

}  // namespace freepencil::test
