// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "compare/reasoned.hpp"
#include "numeric/multiprecision.hpp"

namespace freepencil {

/// The limit of f(h) as h > 0 goes to zero, from values at falling h (Richardson 1911): the polynomials in h through
/// the first of these, then those in sqrt(h), agree at h = 0 to `digits` digits for three orders in a row. A limit of
/// zero is one below 10^-digits times the largest value. `f` is asked for values with a few digits more than that.
/// Not a proof: a function that changes below the smallest h is not seen through. A reason where orders do not agree.
[[nodiscard]] Reasoned<Multi> extrapolated_limit(const std::function<Reasoned<Multi>(const Rational& h, int digits)>& f,
                                                 int digits);

}  // namespace freepencil
