// SPDX-License-Identifier: GPL-3.0-or-later
// `phi -> 0+`: where a parameter goes, and from which side.
#pragma once

#include "expr/resolve_expression.hpp"

namespace freepencil::resolver {

/// What is written behind the name of a variable: `0+`, `inf`.
struct Approach {
  const syntax::Expression& target;
  syntax::Expression::Side side;
  const Scope* locals = nullptr;  ///< names that the target may have in it

  [[nodiscard]] bool to_infinity() const;
  [[nodiscard]] bool to_minus_infinity() const;
  [[nodiscard]] bool finite() const { return !to_infinity() && !to_minus_infinity(); }
};

/// Reports a side behind an infinite target.
bool check_side(State& state, const Approach& approach);

/// Where the parameter goes. The target must be a number in its range or at an end of it, approached from inside; the
/// side may be left out where only one is inside, and stands for `+` where `any_side` is given.
std::optional<LimitPoint> resolve_limit_point(State& state, std::uint32_t parameter, const Approach& approach,
                                              bool any_side);

}  // namespace freepencil::resolver
