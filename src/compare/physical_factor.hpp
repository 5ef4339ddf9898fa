// SPDX-License-Identifier: GPL-3.0-or-later
// Polynomials that vanish on a family of points that is analytic in its parameters, told apart by one point of it.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "compare/reasoned.hpp"
#include "numeric/ball.hpp"
#include "numeric/polynomial.hpp"

namespace freepencil {

/// The value for numbers in the balls `values`, by variable, in the current precision.
[[nodiscard]] Ball evaluate(const Polynomial& polynomial, const std::vector<Ball>& values);

/// The one irreducible factor that vanishes on the family where the polynomial does: a product of analytic functions
/// that vanishes identically has a factor that does, and the others are proved not to at the point in the balls. The
/// reason where the balls leave more than one, or none.
[[nodiscard]] Reasoned<Polynomial> physical_factor(const Polynomial& polynomial, const std::vector<Ball>& values);

/// A bound on log2 of the number of terms of the resultant of two polynomials, from their degrees.
[[nodiscard]] double resultant_log_terms(const Polynomial& f, const Polynomial& g, std::size_t variable,
                                         std::size_t variables);
/// Resultants beyond it take minutes (see equivalent/eliminate_resultants.cpp).
inline constexpr double most_resultant_log_terms = 22;

/// Whether `quantity`, a variable, is zero on the family: the others that `eliminated` names go one by one, by
/// resultants with the physical factors of the equations, and what is left of the last equation has the variable itself
/// for its physical factor. This tells branches apart where no ideal does. False where it takes too long, or balls do
/// not tell.
[[nodiscard]] bool is_zero_on_family(std::vector<Polynomial> equations, std::size_t quantity,
                                     const std::vector<char>& eliminated, const std::vector<Ball>& values,
                                     const std::function<bool()>& expired);

}  // namespace freepencil
